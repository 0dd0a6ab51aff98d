/**
 * @file Power and its average over shells. Shell r holds the places whose distance from the origin, in pixels of the
 * array, rounds to r; √ of a whole number is never half-way, so every place has one shell.
 */

import type { ComplexArray, RealArray, Shape } from "../core/index.ts";
import { checkArray, checkShape } from "./border.ts";
import { ifftshift } from "./fftshift.ts";
import { squaredFrequency } from "./frequencies.ts";

/**
 * Squared modulus of a spectrum.
 *
 * P = |F|² = re² + im²
 *
 * @param F - spectrum, centred or not
 * @returns power in the same order, no factor
 * @throws RangeError if an extent is 0 or the values do not fit the shape
 * @example
 * powerSpectrum({ shape: [1], re: Float64Array.of(3), im: Float64Array.of(4) }).data // Float64Array [25]
 */
export function powerSpectrum<S extends Shape>(F: ComplexArray<S>): RealArray<S> {
  checkArray("powerSpectrum", F);
  const { shape, re, im } = F;
  const data = new Float64Array(re.length);
  for (let i = 0; i < data.length; i++) data[i] = re[i] * re[i] + im[i] * im[i];
  return { shape, data };
}

/**
 * Shell of every place of a spectrum.
 *
 * r = round(√Σ k²), k signed whole frequencies
 *
 * @param shape - extents of the spectrum, of any rank
 * @returns one shell a place, row-major, zero frequency first, not centred; the corners go on beyond floor(n/2)
 * @throws RangeError if an extent is not a whole number ≥ 1
 * @example
 * shellIndex([5]) // Int32Array [0, 1, 2, 2, 1]
 */
export function shellIndex(shape: Shape): Int32Array {
  checkShape("shellIndex", shape);
  const ones = shape.map(() => 1);
  const squares = squaredFrequency(shape, ones);
  const shells = new Int32Array(squares.length);
  for (let i = 0; i < shells.length; i++) shells[i] = Math.round(Math.sqrt(squares[i]));
  return shells;
}

/**
 * Mean over shells around the centre.
 *
 * value[r] = mean of a over round(√Σ (j − floor(n/2))²) = r, r = 0 … floor(min(shape)/2)
 *
 * @param a - image or volume (or line) with its origin at floor(n/2), such as a centred power spectrum;
 *   one with zero frequency first goes through {@link fftshift} before
 * @returns `value`, 0 for an empty shell, and `count`, how many places each shell has; corners are left out
 * @throws RangeError if an extent is 0 or the values do not fit the shape
 * @example
 * radialAverage(powerSpectrum(centredFft(volume))).value // power by shell
 */
export function radialAverage(a: RealArray): { readonly value: Float64Array; readonly count: Float64Array } {
  checkArray("radialAverage", a);
  const { data } = ifftshift(a); // zero first, as shellIndex
  const shells = shellIndex(a.shape);
  const count = new Float64Array(Math.floor(Math.min(...a.shape) / 2) + 1);
  const value = new Float64Array(count.length);
  for (let i = 0; i < data.length; i++) {
    const r = shells[i];
    if (r >= count.length) continue;
    value[r] += data[i];
    count[r]++;
  }
  for (let r = 0; r < value.length; r++) if (count[r] > 0) value[r] /= count[r];
  return { value, count };
}
