/**
 * @file Poisson counts: inversion for means below 10, transformed rejection (PTRS) from 10 on. Only + − × ÷, roots,
 * exp and log, so that a seed gives the same counts on every Node.
 * Sources: Hörmann (1993), Insur. Math. Econ. 12, 39, doi:10.1016/0167-6687(93)90997-4; the logarithm of the
 * probability by Loader (2000), "Fast and accurate computation of binomial probabilities".
 */

import { check, type Rng } from "../core/index.ts";
import { uniform } from "./rng.ts";

/** Largest mean: counts stay whole numbers that a double can tell apart. */
const largest = 2 ** 52;

/**
 * A Poisson count: P(k) = e^(−m) m^k / k!.
 *
 * @param rng - generator, advanced (by one uniform number below mean 10, by two or more from there on, by none at 0)
 * @param mean - m, 0 to 2⁵²
 * @returns a whole number ≥ 0
 * @throws RangeError if the mean is negative, above 2⁵² or NaN
 * @example
 * const counts = mapReal(image, (rate) => poisson(rng, rate))
 */
export function poisson(rng: Rng, mean: number): number {
  check(mean >= 0 && mean <= largest, () => `poisson: mean must be between 0 and 2^52, got ${mean}`);
  if (mean === 0) return 0;
  return mean < 10 ? byInversion(rng, mean) : byRejection(rng, mean);
}

/** The count at which the summed probability passes a uniform number. */
function byInversion(rng: Rng, mean: number): number {
  let rest = uniform(rng);
  let k = 0;
  let p = Math.exp(-mean);
  // `rest` has 53 bits: where the tail falls below the last of them, what is left is rounding
  while (rest >= p && (k < mean || p > 1e-17)) {
    rest -= p;
    k++;
    p *= mean / k;
  }
  return k;
}

/** Hörmann's PTRS, with his constants: a quotient of uniform numbers under a table-mountain hat. */
function byRejection(rng: Rng, mean: number): number {
  const b = 0.931 + 2.53 * Math.sqrt(mean);
  const a = -0.059 + 0.02483 * b;
  const inverseAlpha = 1.1239 + 1.1328 / (b - 3.4);
  const squeeze = 0.9277 - 3.6224 / (b - 2);
  for (;;) {
    const u = uniform(rng) - 0.5;
    const v = uniform(rng);
    const s = 0.5 - Math.abs(u); // 0 for the uniform number 0: then k is −∞, which is refused below
    const k = Math.floor(((2 * a) / s + b) * u + mean + 0.43);
    if (s >= 0.07 && v <= squeeze) return k;
    if (k < 0 || (s < 0.013 && v > s)) continue;
    if (Math.log((v * inverseAlpha) / (a / (s * s) + b)) <= logProbability(k, mean)) return k;
  }
}

/** ln P(k), to a few roundings of its own size however large the mean: nothing large is subtracted from a like. */
function logProbability(k: number, mean: number): number {
  if (k < 16) {
    let factorial = 1;
    for (let i = 2; i <= k; i++) factorial *= i;
    return k * Math.log(mean) - mean - Math.log(factorial);
  }
  // ln k! = (k + ½) ln k − k + ½ ln 2π + 1/(12 k) − 1/(360 k³) + 1/(1260 k⁵) − …
  const k2 = k * k;
  const stirling = (1 / 12 - (1 / 360 - (1 / 1260 - 1 / (1680 * k2)) / k2) / k2) / k;
  // k ln(m/k) + k − m = k (ln(1 + d) − d), d = (m − k)/k
  const d = (mean - k) / k;
  return k * logOnePlusMinus(d) - 0.5 * Math.log(2 * Math.PI * k) - stirling;
}

/** ln(1 + d) − d; near 0 from ln(1 + d) = 2 (r + r³/3 + r⁵/5 + …), r = d/(2 + d), where 2r − d = −d r. */
function logOnePlusMinus(d: number): number {
  if (Math.abs(d) > 0.1) return Math.log(1 + d) - d;
  const r = d / (2 + d);
  const q = r * r;
  const series = 1 / 3 + q * (1 / 5 + q * (1 / 7 + q * (1 / 9 + q * (1 / 11 + q / 13))));
  return r * (2 * q * series - d);
}
