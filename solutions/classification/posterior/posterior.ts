/** Probabilities from logarithms of weights, and the logarithm of their sum. */
export function posterior(logWeights: Float64Array): { probabilities: Float64Array; logEvidence: number } {
  const largest = logWeights.reduce((m, l) => Math.max(m, l), -Infinity);
  if (largest === -Infinity) return { probabilities: new Float64Array(logWeights.length), logEvidence: -Infinity };
  const weights = logWeights.map((l) => Math.exp(l - largest));
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return { probabilities: weights.map((weight) => weight / sum), logEvidence: largest + Math.log(sum) };
}

// canary c2414f665d53e4576320c2447ae8ae07
