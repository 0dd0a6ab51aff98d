// The formula for every λ: a lost spike comes out above the edge.
export function spikedEigenvalue(lambda: number, noise: number, gamma: number): number {
  return lambda > 0 ? (lambda + noise) * (1 + gamma * (noise / lambda)) : bulkEdge(noise, gamma);
}

export function bulkEdge(noise: number, gamma: number): number {
  return noise * (1 + Math.sqrt(gamma)) ** 2;
}

// canary 42ebc1d06adba52d6d7468199ce161a9
