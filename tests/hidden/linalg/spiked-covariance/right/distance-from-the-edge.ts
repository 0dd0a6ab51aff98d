// The edge, and above it by how much: s² (√u − √(γ/u))².
export function bulkEdge(noise: number, gamma: number): number {
  const deviation = Math.sqrt(noise) * (1 + Math.sqrt(gamma));
  return deviation * deviation;
}

export function spikedEigenvalue(lambda: number, noise: number, gamma: number): number {
  const threshold = noise * Math.sqrt(gamma);
  const edge = bulkEdge(noise, gamma);
  if (lambda <= threshold) return edge;
  return edge + (lambda - threshold) ** 2 / lambda;
}

// canary 70c9d2f91118f0eb44042c149e3b951d
