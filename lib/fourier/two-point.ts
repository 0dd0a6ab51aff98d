/** @file Correlation of an array with itself, from its power spectrum. */

import type { RealArray, Shape } from "../core/index.ts";
import { checkArray } from "./border.ts";
import { ifft } from "./fft.ts";

/**
 * Two-point correlation from a power spectrum.
 *
 * C(d) = (1/N) Σ_x f(x) f(x + d) = (1/N²) Σ_k P(k) e^(2πi k·d/n), P = |F|², positions modulo n
 *
 * @param power - P, zero frequency first, P(−k) = P(k), as powerSpectrum(fft(f))
 * @returns C, lag 0 first; C(0) is the mean square of f
 * @throws RangeError if an extent is 0 or the values do not fit the shape
 * @example
 * twoPoint(powerSpectrum(fft(realArray([2], [1, 3])))).data // Float64Array [5, 3]
 * @see Khintchine (1934), Math. Ann. 109, 604, doi:10.1007/BF01449156
 */
export function twoPoint<S extends Shape>(power: RealArray<S>): RealArray<S> {
  checkArray("twoPoint", power);
  const { re } = ifft({ shape: power.shape, re: power.data, im: new Float64Array(power.data.length) });
  for (let i = 0; i < re.length; i++) re[i] /= re.length;
  return { shape: power.shape, data: re };
}
