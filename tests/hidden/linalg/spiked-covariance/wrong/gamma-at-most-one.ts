// Takes γ above 1 for its inverse, so that it is below 1.
export function spikedEigenvalue(lambda: number, noise: number, gamma: number): number {
  const g = Math.min(gamma, 1 / gamma);
  const seen = lambda > noise * Math.sqrt(g);
  return seen ? (lambda + noise) * (1 + g * (noise / lambda)) : bulkEdge(noise, g);
}

export function bulkEdge(noise: number, gamma: number): number {
  const g = Math.min(gamma, 1 / gamma);
  return noise * (1 + Math.sqrt(g)) ** 2;
}

// canary 0359b3624d5e8479c404d0a0696a897b
