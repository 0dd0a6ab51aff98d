// A spike that is lost counts as one at the threshold: one formula for all.
export function spikedEigenvalue(lambda: number, noise: number, gamma: number): number {
  const felt = Math.max(lambda, noise * Math.sqrt(gamma));
  return felt === 0 ? 0 : ((felt + noise) * (felt + gamma * noise)) / felt;
}

export function bulkEdge(noise: number, gamma: number): number {
  return spikedEigenvalue(0, noise, gamma);
}

// canary 750f9d9e054f9ef8ca413d3d8aa16b9f
