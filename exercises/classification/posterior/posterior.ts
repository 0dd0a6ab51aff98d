/**
 * Probabilities from logarithms of weights, and the logarithm of their sum.
 *
 * p = e^ℓ / Σ e^ℓ, logEvidence = ln Σ e^ℓ
 *
 * @param logWeights - ℓ, finite or −∞, shape [n]
 * @returns probabilities, shape [n], and logEvidence
 */
export function posterior(logWeights: Float64Array): { probabilities: Float64Array; logEvidence: number } {
  // TODO: what may be taken from every ℓ without changing a probability, so that no exponential overflows?
  throw new Error(`TODO: posterior (${logWeights.length} weights)`);
}
