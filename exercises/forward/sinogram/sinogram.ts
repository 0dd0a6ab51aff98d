import type { Image } from "@cryolab/lib";

/**
 * Line integrals of an image: one shadow for every angle.
 *
 * p(θ, t) = Σ_u f(t (cos θ, sin θ) + u (−sin θ, cos θ))
 *
 * @param image - square, origin at floor(n/2), shape [n, n]
 * @param angles - θ, radians
 * @returns shadows, shape [angles.length, n]
 */
export function sinogram(image: Image, angles: Float64Array): Image {
  // TODO: for θ = 0 first: which pixels does column t of the shadow add up?
  throw new Error(`TODO: sinogram (shape ${image.shape}, ${angles.length} angles)`);
}
