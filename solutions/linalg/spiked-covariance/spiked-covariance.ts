/** Sample eigenvalues of a direction in noise, and of noise alone. */
export function spikedEigenvalue(lambda: number, noise: number, gamma: number): number {
  const seen = lambda > noise * Math.sqrt(gamma);
  return seen ? (lambda + noise) * (1 + gamma * (noise / lambda)) : bulkEdge(noise, gamma);
}

export function bulkEdge(noise: number, gamma: number): number {
  return noise * (1 + Math.sqrt(gamma)) ** 2;
}

// canary 97649982cc5dd049ace39c1c85898cc8
