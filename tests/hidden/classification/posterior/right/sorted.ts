// Adds the exponentials from the smallest up.
export function posterior(logWeights: Float64Array): { probabilities: Float64Array; logEvidence: number } {
  const sorted = Float64Array.from(logWeights).sort();
  const top = sorted[sorted.length - 1];
  if (top === -Infinity) return { probabilities: logWeights.map(() => 0), logEvidence: top };
  let sum = 0;
  for (const l of sorted) sum += Math.exp(l - top);
  const logEvidence = Math.log(sum) + top;
  return { probabilities: logWeights.map((l) => Math.exp(l - top) / sum), logEvidence };
}

// canary b05a47bdc06a97092ec4d9dbc073dc2e
