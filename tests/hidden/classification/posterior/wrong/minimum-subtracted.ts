// Takes the smallest away in place of the largest: a spread of 800 overflows.
export function posterior(logWeights: Float64Array): { probabilities: Float64Array; logEvidence: number } {
  const largest = logWeights.reduce((m, l) => (l === -Infinity ? m : Math.min(m, l)), Infinity) - 700;
  if (!Number.isFinite(largest)) return { probabilities: new Float64Array(logWeights.length), logEvidence: -Infinity };
  const weights = logWeights.map((l) => Math.exp(l - largest));
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return { probabilities: weights.map((weight) => weight / sum), logEvidence: largest + Math.log(sum) };
}

// canary 49aeb9a973e5c0f0d628bb33d3267592
