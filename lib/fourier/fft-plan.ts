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
const maxSamples = 2 ** 22;
const plans = new Map<number, LinePlan>(); // least recently used first

/** The plan for lines of n samples, n ≥ 1, from the cache if it is there. */
export function linePlan(n: number): LinePlan {
  const plan = plans.get(n) ?? newPlan(n);
  plans.delete(n);
  plans.set(n, plan);
  let samples = 0;
  for (const held of plans.keys()) samples += held;
  for (const oldest of plans.keys()) {
    if (plans.size <= maxPlans && (samples <= maxSamples || oldest === n)) break;
    plans.delete(oldest);
    samples -= oldest;
  }
  return plan;
}

function newPlan(n: number): LinePlan {
  if (n === 1) return { n, forward: () => {} };
  if (Number.isInteger(Math.log2(n))) return powerOfTwoPlan(n);
  const factors = smallFactors(n);
  if (factors) return mixedRadixPlan(n, factors);
  return bluesteinPlan(n, linePlan(2 ** Math.ceil(Math.log2(2 * n - 1))));
}

/** Lines through fft.js, gathered in strips so that neighbouring columns share cache lines. */
function powerOfTwoPlan(n: number): LinePlan {
  const fft = new FFT(n);
  const width = Math.max(1, Math.min(16, 4096 / n));
  const input = new Float64Array(2 * n * width);
  const output = new Float64Array(2 * n * width);
  const inputs: Float64Array[] = [];
  const outputs: Float64Array[] = [];
  for (let j = 0; j < width; j++) {
    inputs.push(input.subarray(2 * n * j, 2 * n * (j + 1)));
    outputs.push(output.subarray(2 * n * j, 2 * n * (j + 1)));
  }

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
      if (stride < between) {
        for (let j = 0; j < lines; j++) {
          let from = origin + j * between;
          for (let k = 2 * n * j; k < 2 * n * (j + 1); k += 2) {
            input[k] = re[from];
            input[k + 1] = im[from];
            from += stride;
          }
        }
      } else {
        for (let k = 0; k < n; k++) {
          let from = origin + k * stride;
          for (let to = 2 * k; to < 2 * n * lines; to += 2 * n) {
            input[to] = re[from];
            input[to + 1] = im[from];
            from += between;
          }
        }
      }
      for (let j = 0; j < lines; j++) fft.transform(outputs[j], inputs[j]);
      if (stride < between) {
        for (let j = 0; j < lines; j++) {
          let to = origin + j * between;
          for (let k = 2 * n * j; k < 2 * n * (j + 1); k += 2) {
            re[to] = output[k];
            im[to] = output[k + 1];
            to += stride;
          }
        }
      } else {
        for (let k = 0; k < n; k++) {
          let to = origin + k * stride;
          for (let from = 2 * k; from < 2 * n * lines; from += 2 * n) {
            re[to] = output[from];
            im[to] = output[from + 1];
            to += between;
          }
        }
      }
    }
  }
  return { n, forward };
}
