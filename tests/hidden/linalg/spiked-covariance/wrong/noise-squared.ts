// Takes the noise for a deviation and squares it.
export function spikedEigenvalue(lambda: number, noise: number, gamma: number): number {
  const variance = noise ** 2;
  const seen = lambda > variance * Math.sqrt(gamma);
  return seen ? (lambda + variance) * (1 + gamma * (variance / lambda)) : bulkEdge(noise, gamma);
}

export function bulkEdge(noise: number, gamma: number): number {
  return noise ** 2 * (1 + Math.sqrt(gamma)) ** 2;
}

// canary 397d96cfebb7a5c8dee07a3c3cda1a5c
