/** @file The sum as an integral: what the transform of samples says of the transform of a function. */

import { check, type LineSpectrum } from "../core/index.ts";
import { checkPixelSize } from "./border.ts";
import { fft } from "./fft.ts";
import { fftfreq } from "./frequencies.ts";

/**
 * Fourier transform of a function of one variable, from samples of it.
 *
 * F(s_k) ≈ (length/n) Σ f(x_j) e^(−2πi s_k x_j), x_j = (j − floor(n/2)) · length/n, s_k = k/length
 *
 * It is exact for a function that is 0 outside the window and has no frequency beyond n/(2 · length). x = 0 is a sample
 * for odd and even n.
 *
 * @param f - function of x
 * @param length - width of the window, in the unit of x
 * @param n - number of samples
 * @returns `s`, frequencies in cycles per unit of x, and `F` at each of them; zero frequency first, as fftfreq
 * @throws RangeError if length is not finite and above 0, n is not a whole number ≥ 1, or f is not finite at a sample
 * @example
 * continuousFt((x) => Math.exp(-Math.PI * x * x), 8, 64).F.re[0].toFixed(12) // "1.000000000000"
 * @see Bracewell (2000), The Fourier Transform and Its Applications, chapter 11
 */
export function continuousFt(
  f: (x: number) => number,
  length: number,
  n: number,
): { s: Float64Array; F: LineSpectrum } {
  check(length > 0 && length < Infinity, () => `continuousFt: length must be finite and above 0, got ${length}`);
  check(Number.isInteger(n) && n >= 1, () => `continuousFt: n must be a whole number >= 1, got ${n}`);
  const step = length / n;
  const data = new Float64Array(n);
  for (let j = 0; j < n; j++) {
    const index = j - Math.floor(n / 2);
    const x = (index * length) / n;
    const value = f(x);
    check(Number.isFinite(value), () => `continuousFt: f must be finite, got ${value} at x = ${x}`);
    data[index < 0 ? index + n : index] = value; // x = 0 first
  }
  checkPixelSize("continuousFt", step);
  const { re, im } = fft({ shape: [n] as const, data });
  for (let k = 0; k < n; k++) {
    re[k] *= step;
    im[k] *= step;
  }
  return { s: fftfreq(n, step), F: { shape: [n], re, im } };
}
