import type { Image } from "@cryolab/lib";

/**
 * An image from its line integrals.
 *
 * f(x, y) = (π/N) Σ q(θ, x cos θ + y sin θ), q = Δ Σ ramLak(j) p(t − jΔ)
 *
 * @param sinogram - line integrals, row i at angles[i], column j at t = (j − floor(n/2)) Δ
 * @param angles - θ, radians
 * @param step - Δ, distance of samples, side of a pixel
 * @returns shape [n, n], its origin at floor(n/2)
 */
export function filteredBackProjection(sinogram: Image, angles: Float64Array, step: number): Image {
  // TODO: filter the rows first; then every pixel asks every row for its value at x cos θ + y sin θ.
  throw new Error(`TODO: filteredBackProjection (shape ${sinogram.shape}, ${angles.length} angles, step ${step})`);
}
