// Everything goes to the largest weight.
export function posterior(logWeights: Float64Array): { probabilities: Float64Array; logEvidence: number } {
  const largest = logWeights.reduce((m, l) => Math.max(m, l), -Infinity);
  if (largest === -Infinity) return { probabilities: new Float64Array(logWeights.length), logEvidence: -Infinity };
  const weights = logWeights.map((l) => Math.exp(l - largest));
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return {
    probabilities: weights.map((weight) => (weight === 1 ? 1 / weights.filter((w) => w === 1).length : 0)),
    logEvidence: largest + Math.log(sum),
  };
}

// canary 64c64f1c124a342b34badde279c53796
