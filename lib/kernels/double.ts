/**
 * @file Transforms of bare arrays in double precision: what stands under fft, ifft, rfft and irfft of `fourier`, which check
 * their arguments; these do not.
 */

import { product, type Shape } from "../core/index.ts";
import { complexArrays, halfArrays, realArrays } from "./transform.ts";

/**
 * Transform of complex values along axes.
 *
 * F[k] = (1/divisor) Σ f[x] e^(∓2πi k·x/n), − forward, + inverse
 *
 * @param re - real parts, row-major
 * @param im - imaginary parts
 * @param shape - extents, each ≥ 1
 * @param options - `axes`: which, each once; `inverse`: e^(+2πi …); `divisor`: what all is divided by, 1 by default
 * @example
 * complexTransform(Float64Array.of(1, 2), new Float64Array(2), [2], { axes: [0] }).re // Float64Array [3, -1]
 */
export function complexTransform(
  re: Float64Array,
  im: Float64Array,
  shape: Shape,
  options: { readonly axes: readonly number[]; readonly inverse?: boolean; readonly divisor?: number },
): { re: Float64Array; im: Float64Array } {
  const { axes, inverse = false, divisor = 1 } = options;
  return complexArrays(re, im, shape, axes, inverse, divisor);
}

/**
 * Half spectrum of real values: along all axes, columns 0 … floor(nx/2) of the last.
 *
 * @param data - real values, row-major
 * @param shape - extents, each ≥ 1
 * @example
 * halfTransform(Float64Array.of(1, 2), [2]).re // Float64Array [3, -1]
 */
export function halfTransform(data: Float64Array, shape: Shape): { re: Float64Array; im: Float64Array } {
  return halfArrays(data, shape, leading(shape));
}

/**
 * Real values from their half spectrum, without a factor but 1/N.
 *
 * @param half - parts of the half spectrum
 * @param shape - extents of the real array, each ≥ 1
 * @example
 * realTransform({ re: Float64Array.of(3, -1), im: new Float64Array(2) }, [2]) // Float64Array [1, 2]
 */
export function realTransform(
  half: { readonly re: Float64Array; readonly im: Float64Array },
  shape: Shape,
): Float64Array {
  return realArrays(half.re, half.im, shape, leading(shape), product(shape));
}

/** All axes but the last. */
function leading(shape: Shape): number[] {
  return shape.slice(0, -1).map((_, axis) => axis);
}
