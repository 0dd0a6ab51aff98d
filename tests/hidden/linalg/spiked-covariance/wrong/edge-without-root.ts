// The edge is s² (1 + γ)².
export function spikedEigenvalue(lambda: number, noise: number, gamma: number): number {
  const seen = lambda > noise * Math.sqrt(gamma);
  return seen ? (lambda + noise) * (1 + gamma * (noise / lambda)) : bulkEdge(noise, gamma);
}

export function bulkEdge(noise: number, gamma: number): number {
  return noise * (1 + gamma) ** 2;
}

// canary f49fafb99c97d14ac9936f2520f5e196
