// Takes γ for samples/pixels.
export function spikedEigenvalue(lambda: number, noise: number, gamma: number): number {
  const seen = lambda > noise / Math.sqrt(gamma);
  return seen ? (lambda + noise) * (1 + (1 / gamma) * (noise / lambda)) : bulkEdge(noise, gamma);
}

export function bulkEdge(noise: number, gamma: number): number {
  return noise * (1 + 1 / Math.sqrt(gamma)) ** 2;
}

// canary 9d3f6322583d78b883dea3b6c1f4e618
