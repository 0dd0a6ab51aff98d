/**
 * @file The discrete Fourier transform as it is defined: n sums of n terms. Slow and obvious, the oracle of fft.
 * Forward without a factor, inverse with 1/n (CONVENTIONS.md).
 */

import type { LineSpectrum } from "../core/index.ts";
import { rootsOfUnity } from "../kernels/index.ts";
import { checkArray } from "./border.ts";

/**
 * Discrete Fourier transform of a line by the definition, in n² steps.
 *
 * X[k] = Σ_j x[j] e^(−2πi kj/n); inverse: x[j] = (1/n) Σ_k X[k] e^(+2πi kj/n)
 *
 * @param x - complex samples, shape [n], n ≥ 1
 * @param inverse - true for the way back, with its 1/n
 * @returns the spectrum, zero frequency first; or the samples
 * @throws RangeError if x is empty or its values do not fit its shape
 * @example
 * dft({ shape: [2], re: Float64Array.of(1, 2), im: new Float64Array(2) }).re // Float64Array [3, -1]
 * @see Oppenheim & Schafer, Discrete-Time Signal Processing, section 8.5
 */
export function dft(x: LineSpectrum, inverse: boolean = false): LineSpectrum {
  checkArray("dft", x);
  const { shape, re, im } = x;
  const n = re.length;
  const w = rootsOfUnity(n);
  const sign = inverse ? -1 : 1;
  const scale = inverse ? n : 1;
  const sumRe = new Float64Array(n);
  const sumIm = new Float64Array(n);
  for (let k = 0; k < n; k++) {
    let a = 0;
    let b = 0;
    let index = 0; // k·j mod n: the angle stays inside one turn and exact
    for (let j = 0; j < n; j++) {
      const c = w.re[index];
      const s = sign * w.im[index];
      a += re[j] * c - im[j] * s;
      b += re[j] * s + im[j] * c;
      index += k;
      if (index >= n) index -= n;
    }
    sumRe[k] = a / scale;
    sumIm[k] = b / scale;
  }
  return { shape, re: sumRe, im: sumIm };
}
