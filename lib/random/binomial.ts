/**
 * @file Binomial counts: inversion where few successes are expected, transformed rejection (BTRS) elsewhere. Only + − × ÷,
 * roots, exp and log, so that a seed gives the same counts on every Node.
 * Source: Hörmann (1993), J. Stat. Comput. Simul. 46, 101, doi:10.1080/00949659308811496.
 */

import { check, type Rng } from "../core/index.ts";
import { lgamma } from "../linalg/index.ts";
import { uniform } from "./rng.ts";

/** Most trials: up to here a difference of logarithms of factorials is good to 1e-5. */
const most = 2 ** 32;

/**
 * A binomial count: P(k) = n!/(k! (n − k)!) pᵏ (1 − p)ⁿ⁻ᵏ, the successes of n trials.
 *
 * @param rng - generator, advanced (by one uniform number where n · min(p, 1 − p) is below 10, by two or more elsewhere,
 *   by none where the count is certain)
 * @param n - trials, 0 to 2³²
 * @param p - chance of success, 0 to 1
 * @returns a whole number from 0 to n
 * @throws RangeError if n is not a whole number from 0 to 2³² or p is not between 0 and 1
 * @example
 * binomial(rng, 10, 1) // 10
 * @see Hörmann (1993), doi:10.1080/00949659308811496
 */
export function binomial(rng: Rng, n: number, p: number): number {
  check(
    Number.isInteger(n) && n >= 0 && n <= most,
    () => `binomial: n must be a whole number between 0 and 2^32, got ${n}`,
  );
  check(p >= 0 && p <= 1, () => `binomial: p must be between 0 and 1, got ${p}`);
  if (n === 0 || p === 0) return 0;
  if (p === 1) return n;
  if (p > 0.5) return n - fewer(rng, n, 1 - p);
  return fewer(rng, n, p);
}

/** A count for p ≤ ½. */
function fewer(rng: Rng, n: number, p: number): number {
  return n * p < 10 ? byInversion(rng, n, p) : byRejection(rng, n, p);
}

/** The count at which the summed probability passes a uniform number. */
function byInversion(rng: Rng, n: number, p: number): number {
  let rest = uniform(rng);
  const odds = p / (1 - p);
  let k = 0;
  let weight = Math.exp(n * logOneMinus(p)); // (1 − p)ⁿ, at least e^(−14) here
  // `rest` has 53 bits: where the tail falls below the last of them, what is left is rounding
  while (rest >= weight && k < n && (k < n * p || weight > 1e-17)) {
    rest -= weight;
    k++;
    weight *= (odds * (n - k + 1)) / k;
  }
  return k;
}

/** ln(1 − p), good for small p too, without log1p, whose last bit differs between engines. */
function logOneMinus(p: number): number {
  const q = 1 - p;
  return q === 1 ? -p : (Math.log(q) * p) / (1 - q); // the rounding of 1 − p divides out
}

/** Hörmann's BTRS, with his constants: a quotient of uniform numbers under a table-mountain hat. */
function byRejection(rng: Rng, n: number, p: number): number {
  const q = 1 - p;
  const spread = Math.sqrt(n * p * q);
  const b = 1.15 + 2.53 * spread;
  const a = -0.0873 + 0.0248 * b + 0.01 * p;
  const centre = n * p + 0.5;
  const alpha = (2.83 + 5.1 / b) * spread;
  const squeeze = 0.92 - 4.2 / b;
  const logOdds = Math.log(p / q);
  const mode = Math.floor((n + 1) * p);
  const top = lgamma(mode + 1) + lgamma(n - mode + 1);
  for (;;) {
    const u = uniform(rng) - 0.5;
    const v = uniform(rng);
    const s = 0.5 - Math.abs(u); // 0 for the uniform number 0: then k is −∞, which is refused below
    const k = Math.floor(((2 * a) / s + b) * u + centre);
    if (s >= 0.07 && v <= squeeze) return k;
    if (!(k >= 0 && k <= n)) continue;
    const logRatio = top - lgamma(k + 1) - lgamma(n - k + 1) + (k - mode) * logOdds; // ln P(k)/P(mode)
    if (Math.log((v * alpha) / (a / (s * s) + b)) <= logRatio) return k;
  }
}
