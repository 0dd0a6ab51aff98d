// The evidence first; a probability is e^(ℓ − evidence), and a last division takes the rounding away.
export function posterior(logWeights: Float64Array): { probabilities: Float64Array; logEvidence: number } {
  let top = -Infinity;
  for (const l of logWeights) if (l > top) top = l;
  const n = logWeights.length;
  if (!Number.isFinite(top)) return { probabilities: new Float64Array(n), logEvidence: -Infinity };
  let rest = -1; // the largest weight itself is taken out of the logarithm
  for (const l of logWeights) rest += Math.exp(l - top);
  const logEvidence = top + Math.log1p(rest);
  const probabilities = Float64Array.from(logWeights, (l) => Math.exp(l - top - Math.log1p(rest)));
  const sum = probabilities.reduce((a, b) => a + b);
  return { probabilities: probabilities.map((p) => p / sum), logEvidence };
}

// canary 5ad12e47b0a29402257599fb329977f3
