/** @file Transforms with the origin at floor(n/2) on both sides, of any lengths: no checkerboards, no signs to forget. */

import type { ComplexArray, RealArray, Shape } from "../core/index.ts";
import { checkArray, isComplex } from "./border.ts";
import { fft, ifft } from "./fft.ts";
import { fftshift, ifftshift } from "./fftshift.ts";

/**
 * Fourier transform with the origin at floor(n/2) in space and in frequency.
 *
 * fftshift(fft(ifftshift(a))), no factor
 *
 * @param a - real or complex samples, origin at floor(n/2) of every axis
 * @returns the centred spectrum; index 0 of an even axis is k = −n/2
 * @throws RangeError if an extent is 0 or the values do not fit the shape
 * @example
 * centredFft({ shape: [3], data: Float64Array.of(0, 1, 0) }).re // Float64Array [1, 1, 1]
 */
export function centredFft<S extends Shape>(a: RealArray<S> | ComplexArray<S>): ComplexArray<S> {
  checkArray("centredFft", a);
  return fftshift(isComplex(a) ? fft(ifftshift(a)) : fft(ifftshift(a)));
}

/**
 * Inverse of centredFft.
 *
 * fftshift(ifft(ifftshift(F))), with 1/N
 *
 * @param F - centred spectrum
 * @returns complex samples, origin at floor(n/2)
 * @throws RangeError if an extent is 0 or the values do not fit the shape
 * @example
 * centredIfft(centredFft(image)).re // the image's values
 */
export function centredIfft<S extends Shape>(F: ComplexArray<S>): ComplexArray<S> {
  checkArray("centredIfft", F);
  return fftshift(ifft(ifftshift(F)));
}
