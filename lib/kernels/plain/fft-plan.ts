/**
 * @file Which algorithm transforms lines of a length, with its tables and scratch, kept for the next call. Powers of
 * two go to fft.js, other products of primes up to 13 to mixed-radix.ts, the rest to bluestein.ts. This is the one file
 * where complex numbers are interleaved, because fft.js wants them so; the copy doubles as the gathering of strided lines.
 */

import FFT from "fft.js";
import { bluesteinPlan } from "./bluestein.ts";
import { mixedRadixPlan, smallFactors } from "./mixed-radix.ts";

/** Forward transforms of lines of one length, without a factor. Inverse: exchange re and im, since i·conj exchanges them. */
export interface LinePlan {
  readonly n: number;
  /**
   * Transforms lines in place: sample k of line j is at start + j·between + k·stride.
   *
   * @param count - how many lines
   */
  forward(re: Float64Array, im: Float64Array, start: number, stride: number, count: number, between: number): void;
}

const maxPlans = 48;
const maxSamples = 2 ** 21; // about 100 MB of tables and scratch; the newest plan is kept whatever its length
const plans = new Map<number, LinePlan>(); // least recently used first
let samples = 0;

/** The plan for lines of n samples, n ≥ 1, from the cache if it is there. */
export function linePlan(n: number): LinePlan {
  const held = plans.get(n);
  if (held) {
    plans.delete(n);
    plans.set(n, held);
    return held;
  }
  const plan = newPlan(n);
  plans.set(n, plan);
  samples += n;
  for (const oldest of plans.keys()) {
    if ((plans.size <= maxPlans && samples <= maxSamples) || oldest === n) break;
    plans.delete(oldest);
    samples -= oldest;
  }
  return plan;
}

function newPlan(n: number): LinePlan {
  if (n === 1) return { n, forward: () => {} };
  if ((n & (n - 1)) === 0) return powerOfTwoPlan(n);
  const factors = smallFactors(n);
  if (factors) return mixedRadixPlan(n, factors);
  let m = 2;
  while (m < 2 * n - 1) m *= 2;
  return bluesteinPlan(n, linePlan(m));
}

/** Lines through fft.js, gathered in strips so that neighbouring columns share cache lines. */
function powerOfTwoPlan(n: number): LinePlan {
  const fft = new FFT(n);
  const width = Math.max(1, Math.min(8, 4096 / n));
  const pitch = 2 * n + 8; // not a power of two: lines at the same k would evict each other from the cache
  const input = new Float64Array(pitch * width);
  const output = new Float64Array(pitch * width);
  const inputs = Array.from({ length: width }, (_, j) => input.subarray(pitch * j, pitch * j + 2 * n));
  const outputs = Array.from({ length: width }, (_, j) => output.subarray(pitch * j, pitch * j + 2 * n));

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
      // the inner loop runs over what lies closer together
      if (stride < between) {
        for (let j = 0; j < lines; j++) interleave(re, im, input, n, origin + j * between, stride, j * pitch, 2);
      } else {
        for (let k = 0; k < n; k++) interleave(re, im, input, lines, origin + k * stride, between, 2 * k, pitch);
      }
      for (let j = 0; j < lines; j++) fft.transform(outputs[j], inputs[j]);
      if (stride < between) {
        for (let j = 0; j < lines; j++) part(re, im, output, n, origin + j * between, stride, j * pitch, 2);
      } else {
        for (let k = 0; k < n; k++) part(re, im, output, lines, origin + k * stride, between, 2 * k, pitch);
      }
    }
  }
  return { n, forward };
}

/** Complex values from split arrays to an interleaved one. */
function interleave(
  re: Float64Array,
  im: Float64Array,
  pairs: Float64Array,
  count: number,
  from: number,
  fromStep: number,
  to: number,
  toStep: number,
): void {
  for (let i = 0; i < count; i++) {
    pairs[to + i * toStep] = re[from + i * fromStep];
    pairs[to + i * toStep + 1] = im[from + i * fromStep];
  }
}

/** Complex values from an interleaved array to split ones. */
function part(
  re: Float64Array,
  im: Float64Array,
  pairs: Float64Array,
  count: number,
  to: number,
  toStep: number,
  from: number,
  fromStep: number,
): void {
  for (let i = 0; i < count; i++) {
    re[to + i * toStep] = pairs[from + i * fromStep];
    im[to + i * toStep] = pairs[from + i * fromStep + 1];
  }
}
