// Takes the lower edge of the noise, s² (1 − √γ)².
export function spikedEigenvalue(lambda: number, noise: number, gamma: number): number {
  const seen = lambda > noise * Math.sqrt(gamma);
  return seen ? (lambda + noise) * (1 + gamma * (noise / lambda)) : bulkEdge(noise, gamma);
}

export function bulkEdge(noise: number, gamma: number): number {
  return noise * (1 - Math.sqrt(gamma)) ** 2;
}

// canary b8bfcb207e73d0679c4b6068dacd1a13
