/**
 * @file Transforms of lines whose length is a product of primes up to 13, by Stockham's self-sorting passes between two
 * buffers: one pass a factor, no reordering at the end. A strip of lines goes through together, sample by sample, so
 * that the inner loop is long and reads one twiddle factor.
 * Source: Stockham (1966), AFIPS Conf. Proc. 28, 229, doi:10.1145/1464182.1464209; Van Loan (1992), section 1.7.
 */

import { rootsOfUnity } from "../roots.ts";
import type { LinePlan } from "./fft-plan.ts";
import { passes } from "./radix.ts";

/** The factors of n out of 4, 2, 3, 5, 7, 11, 13, or undefined if a larger prime remains. */
export function smallFactors(n: number): number[] | undefined {
  const factors: number[] = [];
  let rest = n;
  for (const radix of [4, 2, 3, 5, 7, 11, 13]) {
    while (rest % radix === 0) {
      factors.push(radix);
      rest /= radix;
    }
  }
  return rest === 1 ? factors : undefined;
}

/**
 * A plan for n samples, n a product of the given factors.
 *
 * A pass of radix r, m = remaining/r: y[r·p + l] = w^(l·p) Σ_j x[p + m·j] e^(−2πi jl/r), w = e^(−2πi/remaining),
 * for p = 0 … m − 1; every sample stands for `run` neighbours that go along. Then m remain, and the run is r times as long.
 */
export function mixedRadixPlan(n: number, factors: readonly number[]): LinePlan {
  const roots = rootsOfUnity(n);
  const width = Math.max(1, Math.min(16, Math.floor(4096 / n)));
  const a = { re: new Float64Array(n * width), im: new Float64Array(n * width) };
  const b = { re: new Float64Array(n * width), im: new Float64Array(n * width) };

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
      const { re: aRe, im: aIm } = a;
      for (let k = 0, to = 0; k < n; k++) {
        let from = origin + k * stride;
        for (let j = 0; j < lines; j++, to++, from += between) {
          aRe[to] = re[from];
          aIm[to] = im[from];
        }
      }
      let x = a;
      let y = b;
      let run = lines;
      let remaining = n;
      for (const radix of factors) {
        passes[radix](x, y, remaining / radix, run, roots, radix);
        remaining /= radix;
        run *= radix;
        [x, y] = [y, x];
      }
      const { re: xRe, im: xIm } = x;
      for (let k = 0, from = 0; k < n; k++) {
        let to = origin + k * stride;
        for (let j = 0; j < lines; j++, from++, to += between) {
          re[to] = xRe[from];
          im[to] = xIm[from];
        }
      }
    }
  }
  return { n, forward };
}
