/**
 * @file Shadows by diverging rays: a source at a distance from the origin, and a detector line through the origin, to which
 * a real detector further away is scaled. A ray of the fan is a ray of the parallel geometry at another angle.
 * Source: Kak & Slaney (1988), Principles of Computerized Tomographic Imaging, section 3.4.
 */

import { check, type Image, type Points, product } from "../core/index.ts";
import { bilinear } from "../sampling/index.ts";

/**
 * Line integrals of an image over rays from a point source.
 *
 * p(β, s) = Σ_u f(t (cos θ, sin θ) + u (−sin θ, cos θ)), θ = β − γ, t = s cos γ, tan γ = s/distance
 *
 * The source is at distance · (sin β, −cos β); its ray crosses the line (cos β, sin β) s through the origin. Far away it is
 * the parallel `sinogram`. Bilinear between pixels, unit steps of u, 0 outside.
 *
 * @param image - square, its origin at floor(n/2)
 * @param angles - β, radians
 * @param distance - of the source from the origin, pixels; the source must lie outside the image
 * @returns shape [angles.length, n]: row i belongs to angles[i], column j to s = j − floor(n/2)
 * @throws RangeError if the image is not square, an angle is not finite, or the source is inside the image
 * @example
 * fanSinogram(image, Float64Array.of(0, 1), 200).shape // [2, 64]
 * @see Kak & Slaney (1988), section 3.4
 */
export function fanSinogram(image: Image, angles: Float64Array, distance: number): Image {
  const n = image.shape[0];
  check(
    image.shape.length === 2 && image.shape[1] === n && image.data.length === product(image.shape),
    () => `fanSinogram: image must be square, got shape [${image.shape}] with ${image.data.length} values`,
  );
  check(
    distance > n * Math.SQRT1_2,
    () => `fanSinogram: distance must be above ${n * Math.SQRT1_2}, outside the image, got ${distance}`,
  );
  const half = Math.floor(n / 2);
  const reach = Math.ceil(n * Math.SQRT1_2); // to the corners
  const steps = 2 * reach + 1;
  const points: Points = { shape: [n * steps, 2], data: new Float64Array(2 * n * steps) };
  const data = new Float64Array(angles.length * n);
  for (const [i, beta] of angles.entries()) {
    check(Number.isFinite(beta), () => `fanSinogram: angles must be finite, got ${beta} at index ${i}`);
    for (let j = 0, at = 0; j < n; j++) {
      const gamma = Math.atan2(j - half, distance);
      const t = (j - half) * Math.cos(gamma);
      const [c, s] = [Math.cos(beta - gamma), Math.sin(beta - gamma)];
      for (let u = -reach; u <= reach; u++) {
        points.data[at++] = whole(t * c - u * s);
        points.data[at++] = whole(t * s + u * c);
      }
    }
    const values = bilinear(image, points);
    for (let j = 0, at = 0; j < n; j++) for (let k = 0; k < steps; k++, at++) data[i * n + j] += values[at];
  }
  return { shape: [angles.length, n], data };
}

/** A whole number for what is one but for rounding: cos 90° is 6e-17, which must not push the border outside. */
function whole(value: number): number {
  const nearest = Math.round(value);
  return Math.abs(value - nearest) < 1e-9 ? nearest : value;
}
