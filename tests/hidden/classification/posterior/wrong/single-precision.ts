// Computes in single precision: half of the digits are lost.
export function posterior(logWeights: Float64Array): { probabilities: Float64Array; logEvidence: number } {
  const largest = logWeights.reduce((m, l) => Math.max(m, l), -Infinity);
  if (largest === -Infinity) return { probabilities: new Float64Array(logWeights.length), logEvidence: -Infinity };
  const weights = Float64Array.from(Float32Array.from(logWeights, (l) => Math.exp(l - largest)));
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return { probabilities: weights.map((weight) => weight / sum), logEvidence: largest + Math.log(sum) };
}

// canary 9187d1ade84235aa6da7fad0f1377bf6
