// Exponentials of the log-weights as they are: they overflow, or all vanish.
export function posterior(logWeights: Float64Array): { probabilities: Float64Array; logEvidence: number } {
  const weights = logWeights.map((l) => Math.exp(l));
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return { probabilities: weights.map((weight) => weight / sum), logEvidence: Math.log(sum) };
}

// canary c7917b1ecdb42a1cd7ddf6711a24597b
