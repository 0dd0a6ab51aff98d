// One pass: the sum is scaled again whenever a larger weight comes.
export function posterior(logWeights: Float64Array): { probabilities: Float64Array; logEvidence: number } {
  let top = -Infinity;
  let sum = 0;
  for (const l of logWeights) {
    if (l === -Infinity) continue;
    if (l <= top) sum += Math.exp(l - top);
    else {
      sum = sum * Math.exp(top - l) + 1;
      top = l;
    }
  }
  const logEvidence = sum === 0 ? -Infinity : top + Math.log(sum);
  const probabilities = new Float64Array(logWeights.length);
  if (sum > 0) for (let i = 0; i < probabilities.length; i++) probabilities[i] = Math.exp(logWeights[i] - top) / sum;
  return { probabilities, logEvidence };
}

// canary 66c820d3ec93cfb299bf6e7e0c75814a
