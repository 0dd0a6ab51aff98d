// The edge of noise of variance 1.
export function spikedEigenvalue(lambda: number, noise: number, gamma: number): number {
  const seen = lambda > noise * Math.sqrt(gamma);
  return seen ? (lambda + noise) * (1 + gamma * (noise / lambda)) : bulkEdge(noise, gamma);
}

export function bulkEdge(noise: number, gamma: number): number {
  return 0 * noise + (1 + Math.sqrt(gamma)) ** 2;
}

// canary e3286fbaa24bd6b17fe631476de4a38f
