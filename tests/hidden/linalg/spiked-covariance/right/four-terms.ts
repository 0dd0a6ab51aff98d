// The product multiplied out; the edge as 1 + γ + 2√γ.
export const bulkEdge = (noise: number, gamma: number): number => noise * (1 + gamma + 2 * Math.sqrt(gamma));

export function spikedEigenvalue(lambda: number, noise: number, gamma: number): number {
  if (noise === 0) return lambda;
  const u = lambda / noise;
  if (u * u <= gamma) return bulkEdge(noise, gamma);
  return noise * (1 + u + gamma + gamma / u);
}

// canary a6c9fac2168cd191625830f8debb6822
