// Takes λ for the eigenvalue with noise: λ(1 + γ s²/(λ − s²)).
export function spikedEigenvalue(lambda: number, noise: number, gamma: number): number {
  const seen = lambda > noise * Math.sqrt(gamma);
  return seen ? lambda * (1 + gamma * (noise / (lambda - noise))) : bulkEdge(noise, gamma);
}

export function bulkEdge(noise: number, gamma: number): number {
  return noise * (1 + Math.sqrt(gamma)) ** 2;
}

// canary 888ad321ab0610945e76bf9c7e1b604c
