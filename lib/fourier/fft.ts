/**
 * @file Fast Fourier transforms of arrays: lines of every axis in turn, of any length, by the numeric core. Forward without a
 * factor, inverse with 1/N, zero frequency first on every axis (CONVENTIONS.md).
 */

import { type ComplexArray, check, type RealArray, type Shape } from "../core/index.ts";
import { complexTransform } from "../kernels/index.ts";
import { checkArray, checkAxes, isComplex } from "./border.ts";
import { fullFromHalf, rfft } from "./half.ts";

/** Where the factor goes. "backward": forward 1, inverse 1/N. "ortho": 1/√N both ways. N counts the axes used. */
export type Norm = "backward" | "ortho";

/**
 * Fourier transform of a real or complex array along every axis.
 *
 * F[k] = Σ f[x] e^(−2πi k·x/n), one factor for each axis, any length of any axis
 *
 * The spectrum of a real array is Hermitian to the last bit.
 *
 * @param a - samples, every extent ≥ 1
 * @returns the spectrum, zero frequency first, not centred; of an Image it is an ImageSpectrum, of a Volume a VolumeSpectrum
 * @throws RangeError if an extent is 0 or the values do not fit the shape
 * @example
 * fft({ shape: [2], data: Float64Array.of(1, 2) }).re // Float64Array [3, -1]
 * @see Cooley & Tukey (1965), Math. Comput. 19, 297, doi:10.1090/S0025-5718-1965-0178586-1
 */
export function fft<S extends Shape>(a: RealArray<S> | ComplexArray<S>): ComplexArray<S> {
  checkArray("fft", a);
  return isComplex(a) ? fftn(a) : fullFromHalf(rfft(a), a.shape);
}

/**
 * Inverse Fourier transform along every axis.
 *
 * f[x] = (1/N) Σ F[k] e^(+2πi k·x/n), N the number of values
 *
 * @param F - spectrum, zero frequency first, not centred
 * @returns complex samples; the samples of a real array have im = 0 up to rounding
 * @throws RangeError if an extent is 0 or the values do not fit the shape
 * @example
 * ifft(fft({ shape: [2], data: Float64Array.of(1, 2) })).re // Float64Array [1, 2]
 */
export function ifft<S extends Shape>(F: ComplexArray<S>): ComplexArray<S> {
  checkArray("ifft", F);
  return fftn(F, { inverse: true });
}

/**
 * Fourier transform along chosen axes, either way, with either factor.
 *
 * @param a - samples, or a spectrum with zero frequency first
 * @param options - `axes`: which, in any order, all by default, [] gives a copy; `inverse`: true for the way back;
 *   `norm`: "backward" (default: 1 forward, 1/N back) or "ortho" (1/√N both ways), N the product of the axes used
 * @throws RangeError if an axis does not exist or comes twice, an extent is 0, or norm is neither
 * @example
 * fftn(stackOfLines, { axes: [1] }) // every row by itself
 */
export function fftn<S extends Shape>(
  a: ComplexArray<S>,
  options: { readonly axes?: readonly number[]; readonly inverse?: boolean; readonly norm?: Norm } = {},
): ComplexArray<S> {
  const { axes = a.shape.map((_, axis) => axis), inverse = false, norm = "backward" } = options;
  checkArray("fftn", a);
  if (options.axes) checkAxes("fftn", a.shape, axes);
  check(norm === "backward" || norm === "ortho", () => `fftn: norm must be "backward" or "ortho", got ${norm}`);
  let size = 1;
  for (const axis of axes) size *= a.shape[axis];
  const divisor = norm === "ortho" ? Math.sqrt(size) : inverse ? size : 1;
  const { re, im } = complexTransform(a.re, a.im, a.shape, { axes, inverse, divisor });
  return { shape: a.shape, re, im };
}

/**
 * Inverse of fftn along chosen axes.
 *
 * @param F - spectrum, zero frequency first
 * @param options - `axes` and `norm` as given to fftn
 * @throws RangeError as fftn
 * @example
 * ifftn(fftn(a, { norm: "ortho" }), { norm: "ortho" }) // a
 */
export function ifftn<S extends Shape>(
  F: ComplexArray<S>,
  options: { readonly axes?: readonly number[]; readonly norm?: Norm } = {},
): ComplexArray<S> {
  return fftn(F, { ...options, inverse: true });
}
