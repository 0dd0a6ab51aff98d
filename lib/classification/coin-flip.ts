/**
 * @file The smallest case of expectation and maximisation: two coins, and rows of tosses that do not say whose they are.
 * Source: Do & Batzoglou (2008), Nat. Biotechnol. 26, 897, doi:10.1038/nbt1406.
 */

import { check } from "../core/index.ts";
import { normalise } from "./posterior.ts";

/** n · ln p with 0 · ln 0 = 0. */
function times(n: number, log: number): number {
  return n === 0 ? 0 : n * log;
}

/**
 * Chances of heads of two coins, from rows of tosses of one coin each.
 *
 * γᵢ(c) ∝ p_c^hᵢ (1 − p_c)^(nᵢ − hᵢ), each coin with weight ½;   p_c' = Σ γᵢ(c) hᵢ / Σ γᵢ(c) nᵢ
 *
 * Repeated until no p moves by more than 1e-12, at most 10000 times. Rows are sequences: no binomial coefficient.
 *
 * @param heads - hᵢ, heads in each row
 * @param tosses - nᵢ, tosses in each row
 * @param start - the two chances to begin with, in the order in which they are returned; equal ones stay equal
 * @returns `p`, and `logLikelihood` of the model before every step and, last, of p; it never falls
 * @throws RangeError if the lists differ in length, heads are not whole numbers from 0 to tosses, or a start is not in [0, 1]
 * @example
 * coinFlipEm(Float64Array.of(9, 1), Float64Array.of(10, 10), [0.6, 0.5]).p.map((p) => p.toFixed(3)) // [ "0.900", "0.100" ]
 * @see Do & Batzoglou (2008), doi:10.1038/nbt1406
 */
export function coinFlipEm(
  heads: Float64Array,
  tosses: Float64Array,
  start: readonly [number, number],
): { p: [number, number]; logLikelihood: Float64Array } {
  check(
    heads.length === tosses.length,
    () => `coinFlipEm: heads and tosses must be as many, got ${heads.length} and ${tosses.length}`,
  );
  for (let i = 0; i < heads.length; i++)
    check(
      Number.isInteger(heads[i]) && Number.isInteger(tosses[i]) && heads[i] >= 0 && heads[i] <= tosses[i],
      () => `coinFlipEm: heads must be whole numbers from 0 to tosses, got ${heads[i]} of ${tosses[i]} in row ${i}`,
    );
  check(
    start.length === 2 && start.every((p) => p >= 0 && p <= 1),
    () => `coinFlipEm: start must be two chances from 0 to 1, got [${start}]`,
  );
  let p: [number, number] = [start[0], start[1]];
  const path: number[] = [];
  for (let step = 0; step <= 10000; step++) {
    let likelihood = 0;
    const up = [0, 0];
    const all = [0, 0];
    for (let i = 0; i < heads.length; i++) {
      const weights = Float64Array.from(
        p,
        (c) => Math.log(0.5) + times(heads[i], Math.log(c)) + times(tosses[i] - heads[i], Math.log(1 - c)),
      );
      likelihood += normalise(weights);
      for (const c of [0, 1]) {
        up[c] += weights[c] * heads[i];
        all[c] += weights[c] * tosses[i];
      }
    }
    path.push(likelihood);
    const next = p.map((old, c) => (all[c] > 0 ? up[c] / all[c] : old)) as [number, number];
    const still = next.every((v, c) => Math.abs(v - p[c]) <= 1e-12);
    if (still || step === 10000) break;
    p = next;
  }
  return { p, logLikelihood: Float64Array.from(path) };
}
