// Rounds to five digits.
export function spikedEigenvalue(lambda: number, noise: number, gamma: number): number {
  const seen = lambda > noise * Math.sqrt(gamma);
  return seen ? Number(((lambda + noise) * (1 + gamma * (noise / lambda))).toPrecision(5)) : bulkEdge(noise, gamma);
}

export function bulkEdge(noise: number, gamma: number): number {
  return noise * (1 + Math.sqrt(gamma)) ** 2;
}

// canary 391df315598dd3db364b77d774cfc1f0
