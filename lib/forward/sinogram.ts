/**
 * @file Shadows of an image: line integrals by angle, summed on the grid or in closed form. Row θ of a sinogram sums
 * along the direction (−sin θ, cos θ).
 * Source: Kak & Slaney (1988), Principles of Computerized Tomographic Imaging, chapter 3.
 */

import { check, type Image, product } from "../core/index.ts";
import { rotateImage } from "../sampling/index.ts";

/**
 * Line integrals of an image: one shadow for every angle.
 *
 * p(θ, t) = Σ_u f(t (cos θ, sin θ) + u (−sin θ, cos θ)), t and u from floor(n/2), bilinear between pixels, 0 outside
 *
 * Lengths are pixels: multiply by the pixel size for the integral in Å. At θ = 0 it is the plain sum over y.
 *
 * @param image - square, its origin at floor(n/2)
 * @param angles - θ, radians, in any range
 * @returns shape [angles.length, n]: row i belongs to angles[i], column j to t = j − floor(n/2)
 * @throws RangeError if the image is not square or an angle is not finite
 * @example
 * sinogram(realArray([2, 2], [1, 2, 3, 4]), Float64Array.of(0)).data // Float64Array [4, 6]
 * @see Kak & Slaney (1988), chapter 3
 */
export function sinogram(image: Image, angles: Float64Array): Image {
  const n = image.shape[0];
  check(
    image.shape.length === 2 && image.shape[1] === n && image.data.length === product(image.shape),
    () => `sinogram: image must be square, got shape [${image.shape}] with ${image.data.length} values`,
  );
  const data = new Float64Array(angles.length * n);
  for (const [i, angle] of angles.entries()) {
    check(Number.isFinite(angle), () => `sinogram: angles must be finite, got ${angle} at index ${i}`);
    const turned = rotateImage(image, -angle).data; // column t, row u
    for (let u = 0, at = 0; u < n; u++) for (let t = 0; t < n; t++, at++) data[i * n + t] += turned[at];
  }
  return { shape: [angles.length, n], data };
}

/**
 * Line integrals of an oval Gaussian, in closed form.
 *
 * ∫ e^(−a x² − b y²) along (−sin θ, cos θ) at t = √(π/D) e^(−a b t²/D), D = a sin²θ + b cos²θ
 *
 * @param t - places along the shadow, from floor(n/2) of a sinogram in its unit of length
 * @param theta - θ, radians
 * @param oval - `a` and `b`, above 0; `centre` (x, y) of the oval, (0, 0) by default
 * @returns as many values as t
 * @throws RangeError if a or b is not finite and above 0, or theta is not finite
 * @example
 * radonGaussian(Float64Array.of(0.4), 0, { a: 2, b: 1 })[0].toFixed(10) // "1.2870656571"
 * @see Kak & Slaney (1988), section 3.1
 */
export function radonGaussian(
  t: Float64Array,
  theta: number,
  oval: { readonly a: number; readonly b: number; readonly centre?: readonly [x: number, y: number] },
): Float64Array {
  const { a, b, centre = [0, 0] } = oval;
  check(
    a > 0 && a < Infinity && b > 0 && b < Infinity,
    () => `radonGaussian: a and b must be finite and above 0, got ${a} and ${b}`,
  );
  check(Number.isFinite(theta), () => `radonGaussian: theta must be finite, got ${theta}`);
  const [c, s] = [Math.cos(theta), Math.sin(theta)];
  const D = a * s * s + b * c * c;
  const shift = c * centre[0] + s * centre[1];
  const peak = Math.sqrt(Math.PI / D);
  return t.map((v) => peak * Math.exp((-a * b * (v - shift) * (v - shift)) / D));
}
