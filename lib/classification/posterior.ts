/**
 * @file From log-weights to probabilities. Exponentials are taken after the largest weight has been subtracted, so that
 * weights of −1e5 neither vanish nor overflow.
 */

import { check } from "../core/index.ts";

/**
 * Probabilities and evidence of weights given by their logarithms.
 *
 * pᵢ = e^(wᵢ)/Z, logEvidence = log Z = M + log Σ e^(wᵢ − M), M = max wᵢ
 *
 * @param logWeights - log prior + log likelihood of every explanation, at least one; −∞ is an impossible one
 * @returns probabilities of sum 1, as many as weights, and log Z; all −∞ gives probabilities 0 and logEvidence −∞
 * @throws RangeError if there is no weight, or one is NaN or +∞
 * @example
 * posterior(Float64Array.of(-1e5, -1e5)).probabilities // Float64Array [0.5, 0.5]
 * @see Blanchard, Higham & Higham (2021), IMA J. Numer. Anal. 41, 2311, doi:10.1093/imanum/draa038
 */
export function posterior(logWeights: Float64Array): { probabilities: Float64Array; logEvidence: number } {
  check(logWeights.length > 0, () => "posterior: logWeights must hold at least one value, got none");
  const bad = logWeights.findIndex((w) => !(w < Infinity));
  check(bad < 0, () => `posterior: logWeights must be below Infinity, got ${logWeights[bad]} at index ${bad}`);
  const probabilities = Float64Array.from(logWeights);
  const logEvidence = normalise(probabilities);
  return { probabilities, logEvidence };
}

/** Turns log-weights, none NaN or +∞, into probabilities in place; returns the logarithm of their sum. */
export function normalise(weights: Float64Array): number {
  let largest = -Infinity;
  for (let i = 0; i < weights.length; i++) if (weights[i] > largest) largest = weights[i];
  if (largest === -Infinity) {
    weights.fill(0);
    return -Infinity;
  }
  let sum = 0;
  for (let i = 0; i < weights.length; i++) {
    weights[i] = Math.exp(weights[i] - largest);
    sum += weights[i];
  }
  for (let i = 0; i < weights.length; i++) weights[i] /= sum;
  return largest + Math.log(sum);
}
