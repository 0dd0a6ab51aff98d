// If all are impossible, shares the probability equally.
export function posterior(logWeights: Float64Array): { probabilities: Float64Array; logEvidence: number } {
  const largest = logWeights.reduce((m, l) => Math.max(m, l), -Infinity);
  if (largest === -Infinity)
    return { probabilities: new Float64Array(logWeights.length).fill(1 / logWeights.length), logEvidence: -Infinity };
  const weights = logWeights.map((l) => Math.exp(l - largest));
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return { probabilities: weights.map((weight) => weight / sum), logEvidence: largest + Math.log(sum) };
}

// canary 68790840b3dc1374a404a144677d738a
