/** @file The Gaussian kernel and the blur that it makes, one axis after the other. */

import { check, type RealArray, type Shape } from "../core/index.ts";
import { checkArray } from "./border.ts";

/**
 * A Gaussian on n samples, of sum 1.
 *
 * g[j] ∝ e^(−(j − floor(n/2))²/(2σ²))
 *
 * @param n - number of samples
 * @param sigma - σ, samples; 0 is a single 1
 * @returns n values, the largest at floor(n/2)
 * @throws RangeError if n is not a whole number ≥ 1 or sigma is negative or not finite
 * @example
 * gaussianKernel(3, 0) // Float64Array [0, 1, 0]
 */
export function gaussianKernel(n: number, sigma: number): Float64Array {
  check(Number.isInteger(n) && n >= 1, () => `gaussianKernel: n must be a whole number >= 1, got ${n}`);
  checkSigma("gaussianKernel", sigma);
  const g = new Float64Array(n);
  let sum = 0;
  for (let j = 0; j < n; j++) {
    const t = j - Math.floor(n / 2);
    g[j] = t === 0 ? 1 : Math.exp(-((t / sigma) * (t / sigma)) / 2);
    sum += g[j];
  }
  for (let j = 0; j < n; j++) g[j] /= sum;
  return g;
}

/**
 * An array blurred by a Gaussian of sum 1, cut at ceil(5 σ) samples from its centre.
 *
 * One line convolution on each axis: e^(−(x² + y²)/2σ²) is a product. Beyond the border is 0, so that the border darkens.
 *
 * @param a - line, image or volume
 * @param sigma - σ, samples; 0 gives a copy
 * @throws RangeError if an extent is 0 or sigma is negative or not finite
 * @example
 * gaussianBlur(image, 2).shape // [64, 64]
 */
export function gaussianBlur<S extends Shape>(a: RealArray<S>, sigma: number): RealArray<S> {
  checkArray("gaussianBlur", a);
  checkSigma("gaussianBlur", sigma);
  const { shape } = a;
  let data = a.data.slice();
  if (sigma === 0) return { shape, data };
  const reach = Math.ceil(5 * sigma); // what is cut is 6e-7 of the sum
  const kernel = gaussianKernel(2 * reach + 1, sigma);
  let stride = 1;
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    const n = shape[axis];
    const blurred = new Float64Array(data.length);
    for (let at = 0; at < data.length; at++) {
      const i = Math.floor(at / stride) % n;
      let sum = 0;
      const first = Math.max(0, i - reach);
      const last = Math.min(n - 1, i + reach);
      for (let j = first; j <= last; j++) sum += data[at + (j - i) * stride] * kernel[reach + i - j];
      blurred[at] = sum;
    }
    data = blurred;
    stride *= n;
  }
  return { shape, data };
}

function checkSigma(name: string, sigma: number): void {
  check(sigma >= 0 && sigma < Infinity, () => `${name}: sigma must be finite and >= 0, got ${sigma}`);
}
