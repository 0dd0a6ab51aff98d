// The evidence is the logarithm of the mean weight.
export function posterior(logWeights: Float64Array): { probabilities: Float64Array; logEvidence: number } {
  const largest = logWeights.reduce((m, l) => Math.max(m, l), -Infinity);
  if (largest === -Infinity) return { probabilities: new Float64Array(logWeights.length), logEvidence: -Infinity };
  const weights = logWeights.map((l) => Math.exp(l - largest));
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return {
    probabilities: weights.map((weight) => weight / sum),
    logEvidence: largest + Math.log(sum / logWeights.length),
  };
}

// canary 698ed62b558ef16b049937203d3fa6de
