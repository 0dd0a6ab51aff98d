/**
 * @file Which frequency an index stands for: k/(n·pixelSize) in cycles per Å, zero first, Nyquist of even n at −1/2
 * (CONVENTIONS.md). Whole numbers are divided once, so that zero is exact and so is symmetry.
 */

import { check, type Image, product, type RealArray, type Shape } from "../core/index.ts";
import { checkPixelSize, checkShape } from "./border.ts";

/** Signed whole frequency of an index: 0 … ceil(n/2) − 1, then −floor(n/2) … −1. */
export function signed(index: number, n: number): number {
  return 2 * index < n ? index : index - n;
}

function checkCount(name: string, n: number): void {
  check(Number.isInteger(n) && n >= 1, () => `${name}: n must be a whole number >= 1, got ${n}`);
}

/**
 * Frequencies of the n values of a line's spectrum.
 *
 * s = k/(n·pixelSize), k = 0 … ceil(n/2) − 1, −floor(n/2) … −1
 *
 * @param n - number of samples
 * @param pixelSize - distance of samples, Å
 * @returns frequencies, 1/Å, zero first; Nyquist of even n is negative
 * @throws RangeError if n is not a whole number ≥ 1 or pixelSize is not positive
 * @example
 * fftfreq(4, 0.5) // Float64Array [0, 0.5, -1, -0.5]
 */
export function fftfreq(n: number, pixelSize: number): Float64Array {
  checkCount("fftfreq", n);
  checkPixelSize("fftfreq", pixelSize);
  const s = new Float64Array(n);
  for (let k = 0; k < n; k++) s[k] = signed(k, n) / (n * pixelSize);
  return s;
}

/**
 * Frequencies of the columns of a half spectrum.
 *
 * s = k/(n·pixelSize), k = 0 … floor(n/2)
 *
 * @param n - number of samples of the real line
 * @param pixelSize - distance of samples, Å
 * @returns floor(n/2) + 1 frequencies, 1/Å, ascending; Nyquist of even n is positive here
 * @throws RangeError if n is not a whole number ≥ 1 or pixelSize is not positive
 * @example
 * rfftfreq(4, 0.5) // Float64Array [0, 0.5, 1]
 */
export function rfftfreq(n: number, pixelSize: number): Float64Array {
  checkCount("rfftfreq", n);
  checkPixelSize("rfftfreq", pixelSize);
  const s = new Float64Array(Math.floor(n / 2) + 1);
  for (let k = 0; k < s.length; k++) s[k] = k / (n * pixelSize);
  return s;
}

/**
 * Squared length of the frequency vector at every place of a spectrum, zero first.
 *
 * @param shape - extents of the full spectrum
 * @param lengths - what whole k is divided by on each axis: n·pixelSize for 1/Å, 1 for pixels
 * @param columns - how many columns of the last axis, floor(nx/2) + 1 for a half spectrum
 */
export function squaredFrequency(
  shape: Shape,
  lengths: readonly number[],
  columns: number = shape[shape.length - 1],
): Float64Array {
  let squares = new Float64Array(1);
  for (const [axis, n] of shape.entries()) {
    const axisSquares = new Float64Array(axis === shape.length - 1 ? columns : n);
    for (let index = 0; index < axisSquares.length; index++) {
      const s = signed(index, n) / lengths[axis];
      axisSquares[index] = s * s;
    }
    const finer = new Float64Array(squares.length * axisSquares.length);
    let at = 0;
    for (let place = 0; place < squares.length; place++)
      for (let index = 0; index < axisSquares.length; index++) finer[at++] = squares[place] + axisSquares[index];
    squares = finer;
  }
  return squares;
}

/**
 * Length of the frequency vector at every place of a spectrum and, for an image, its direction.
 *
 * s = √Σ (k/(n·pixelSize))², each axis with its own n; azimuth = atan2(sy, sx)
 *
 * A CTF on an image needs nothing else: `s` for the phase, `azimuth` for astigmatism.
 *
 * @param shape - extents of the spectrum
 * @param pixelSize - distance of samples on every axis, Å
 * @returns `s`, 1/Å, and for two axes `azimuth`, radians in (−π, π] from +x towards +y, 0 at s = 0; both zero first, not
 *   centred, Nyquist of an even axis counted as −1/2
 * @throws RangeError if an extent is not a whole number ≥ 1 or pixelSize is not positive
 * @example
 * frequencyGrid([2, 4], 0.5).s.data[3] // 0.5
 */
export function frequencyGrid(
  shape: readonly [ny: number, nx: number],
  pixelSize: number,
): { readonly s: Image; readonly azimuth: Image };
export function frequencyGrid<const S extends Shape>(shape: S, pixelSize: number): { readonly s: RealArray<S> };
export function frequencyGrid(
  shape: Shape,
  pixelSize: number,
): { readonly s: RealArray; readonly azimuth?: RealArray } {
  checkShape("frequencyGrid", shape);
  checkPixelSize("frequencyGrid", pixelSize);
  const data = squaredFrequency(
    shape,
    shape.map((n) => n * pixelSize),
  );
  for (let i = 0; i < data.length; i++) data[i] = Math.sqrt(data[i]);
  const s = { shape, data };
  if (shape.length !== 2) return { s };
  const [sy, sx] = shape.map((n) => fftfreq(n, pixelSize));
  const azimuth = new Float64Array(product(shape));
  for (let y = 0, at = 0; y < sy.length; y++)
    for (let x = 0; x < sx.length; x++, at++) azimuth[at] = Math.atan2(sy[y], sx[x]);
  return { s, azimuth: { shape, data: azimuth } };
}
