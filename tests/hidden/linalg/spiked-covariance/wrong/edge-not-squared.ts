// The edge is s² (1 + √γ).
export function spikedEigenvalue(lambda: number, noise: number, gamma: number): number {
  const seen = lambda > noise * Math.sqrt(gamma);
  return seen ? (lambda + noise) * (1 + gamma * (noise / lambda)) : bulkEdge(noise, gamma);
}

export function bulkEdge(noise: number, gamma: number): number {
  return noise * (1 + Math.sqrt(gamma));
}

// canary 4167c8263513184b1e66147b9f47a99d
