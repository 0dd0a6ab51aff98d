// A spike counts as seen if λ is above s².
export function spikedEigenvalue(lambda: number, noise: number, gamma: number): number {
  const seen = lambda > noise;
  return seen ? (lambda + noise) * (1 + gamma * (noise / lambda)) : bulkEdge(noise, gamma);
}

export function bulkEdge(noise: number, gamma: number): number {
  return noise * (1 + Math.sqrt(gamma)) ** 2;
}

// canary b511e8aac007b9ec29f22eeb920ce878
