/**
 * @file Transforms of lines whose length has a large prime factor, as a convolution of a longer, easy length:
 * 2jk = j² + k² − (k − j)² turns the sum over e^(−2πi jk/n) into chirps around a convolution.
 * Source: Bluestein (1970), IEEE Trans. Audio Electroacoust. 18, 451, doi:10.1109/TAU.1970.1162132.
 */

import { rootsOfUnity } from "../roots.ts";
import type { LinePlan } from "./fft-plan.ts";

/**
 * A plan for n samples on top of one for at least 2n − 1.
 *
 * X[k] = c[k] Σ_j (x[j] c[j]) c*[k − j], c[k] = e^(−πi k²/n)
 *
 * @param n - length of the lines
 * @param inner - plan of length ≥ 2n − 1 for the convolution
 */
export function bluesteinPlan(n: number, inner: LinePlan): LinePlan {
  const m = inner.n;
  const w = rootsOfUnity(2 * n);
  const chirpRe = new Float64Array(n);
  const chirpIm = new Float64Array(n);
  const kernelRe = new Float64Array(m);
  const kernelIm = new Float64Array(m);
  let square = 0; // k² mod 2n keeps the angle small and exact
  for (let k = 0; k < n; k++) {
    chirpRe[k] = w.re[square];
    chirpIm[k] = w.im[square];
    kernelRe[k] = kernelRe[(m - k) % m] = w.re[square] / m; // 1/m of the inverse transform
    kernelIm[k] = kernelIm[(m - k) % m] = -w.im[square] / m;
    square += 2 * k + 1; // (k + 1)² − k²
    if (square >= 2 * n) square -= 2 * n;
  }
  inner.forward(kernelRe, kernelIm, 0, 1, 1, m);

  const width = Math.max(1, Math.min(8, Math.floor(4096 / m)));
  const bufRe = new Float64Array(m * width);
  const bufIm = new Float64Array(m * width);

  function forward(
    re: Float64Array,
    im: Float64Array,
    start: number,
    stride: number,
    count: number,
    between: number,
  ): void {
    for (let first = 0; first < count; first += width) {
      const lines = Math.min(width, count - first);
      const origin = start + first * between;
      bufRe.fill(0);
      bufIm.fill(0);
      for (let k = 0; k < n; k++) {
        const c = chirpRe[k];
        const s = chirpIm[k];
        for (let j = 0; j < lines; j++) {
          const from = origin + j * between + k * stride;
          bufRe[j * m + k] = re[from] * c - im[from] * s;
          bufIm[j * m + k] = re[from] * s + im[from] * c;
        }
      }
      inner.forward(bufRe, bufIm, 0, 1, lines, m);
      for (let j = 0; j < lines; j++) {
        for (let k = 0, at = j * m; k < m; k++, at++) {
          const a = bufRe[at];
          const b = bufIm[at];
          bufRe[at] = a * kernelRe[k] - b * kernelIm[k];
          bufIm[at] = a * kernelIm[k] + b * kernelRe[k];
        }
      }
      inner.forward(bufIm, bufRe, 0, 1, lines, m); // exchanged: the inverse
      for (let k = 0; k < n; k++) {
        const c = chirpRe[k];
        const s = chirpIm[k];
        for (let j = 0; j < lines; j++) {
          const to = origin + j * between + k * stride;
          const a = bufRe[j * m + k];
          const b = bufIm[j * m + k];
          re[to] = a * c - b * s;
          im[to] = a * s + b * c;
        }
      }
    }
  }
  return { n, forward };
}
