// A spike counts as seen only if λ itself is above the edge.
export function spikedEigenvalue(lambda: number, noise: number, gamma: number): number {
  const seen = lambda > bulkEdge(noise, gamma);
  return seen ? (lambda + noise) * (1 + gamma * (noise / lambda)) : bulkEdge(noise, gamma);
}

export function bulkEdge(noise: number, gamma: number): number {
  return noise * (1 + Math.sqrt(gamma)) ** 2;
}

// canary 2688a25ed76723b6d14e258e4bae7867
