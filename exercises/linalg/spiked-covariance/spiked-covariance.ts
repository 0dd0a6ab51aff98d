/**
 * Expected sample eigenvalue of one direction of true variance in white noise.
 *
 * (λ + s²)(1 + γ s²/λ) for λ > s² √γ; at and below it the edge of the noise
 *
 * @param lambda - λ, variance of the signal, without noise
 * @param noise - s², variance of the noise per pixel
 * @param gamma - γ, pixels over samples
 */
export function spikedEigenvalue(lambda: number, noise: number, gamma: number): number {
  // TODO: is the direction seen at all? Only then the formula.
  throw new Error(`TODO: spikedEigenvalue (λ ${lambda}, s² ${noise}, γ ${gamma})`);
}

/**
 * Largest eigenvalue that noise alone brings.
 *
 * s² (1 + √γ)²
 *
 * @param noise - s², variance of the noise per pixel
 * @param gamma - γ, pixels over samples
 */
export function bulkEdge(noise: number, gamma: number): number {
  // TODO: one line.
  throw new Error(`TODO: bulkEdge (s² ${noise}, γ ${gamma})`);
}
