/**
 * @file What noise does to the largest eigenvalue of a sample covariance: below a threshold nothing is seen of it, above
 * it is seen too large. γ = dimensions/samples.
 * Sources: Marchenko & Pastur (1967), Math. USSR Sb. 1, 457, doi:10.1070/SM1967v001n04ABEH001994; Baik, Ben Arous &
 * Péché (2005), Ann. Probab. 33, 1643, doi:10.1214/009117905000000233.
 */

import { check } from "../core/index.ts";

function checkNoise(noise: number, gamma: number, name: string): void {
  check(noise >= 0 && noise < Infinity, () => `${name}: noise must be finite and >= 0, got ${noise}`);
  check(gamma > 0 && gamma < Infinity, () => `${name}: gamma must be finite and above 0, got ${gamma}`);
}

/**
 * Expected sample eigenvalue of one direction of true variance in white noise.
 *
 * (λ + s²)(1 + γ s²/λ) for λ > s² √γ; at and below it bulkEdge(s², γ), for then the direction is lost in the noise
 *
 * @param lambda - λ, variance of the signal along its direction, without noise
 * @param noise - s², variance of the noise in every dimension (0.01 for a deviation of 0.1)
 * @param gamma - γ, dimensions over samples; it may exceed 1
 * @throws RangeError if lambda or noise is negative, or gamma is not above 0
 * @example
 * spikedEigenvalue(4.695882, 0.01, 10.24).toFixed(5) // "4.80850"
 * @see Baik, Ben Arous & Péché (2005), doi:10.1214/009117905000000233
 */
export function spikedEigenvalue(lambda: number, noise: number, gamma: number): number {
  check(lambda >= 0 && lambda < Infinity, () => `spikedEigenvalue: lambda must be finite and >= 0, got ${lambda}`);
  checkNoise(noise, gamma, "spikedEigenvalue");
  if (lambda <= noise * Math.sqrt(gamma)) return bulkEdge(noise, gamma);
  return (lambda + noise) * (1 + (gamma * noise) / lambda);
}

/**
 * Upper edge of the sample eigenvalues of pure white noise.
 *
 * s² (1 + √γ)²
 *
 * @param noise - s², variance in every dimension
 * @param gamma - γ, dimensions over samples
 * @throws RangeError if noise is negative or gamma is not above 0
 * @example
 * bulkEdge(0.01, 10.24) // 0.1764
 * @see Marchenko & Pastur (1967), doi:10.1070/SM1967v001n04ABEH001994
 */
export function bulkEdge(noise: number, gamma: number): number {
  checkNoise(noise, gamma, "bulkEdge");
  const root = 1 + Math.sqrt(gamma);
  return noise * root * root;
}
