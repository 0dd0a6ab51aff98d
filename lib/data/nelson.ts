/**
 * @file The one-dimensional textbook case of averaging at unknown shifts: a line of 500 pixels with three bumps, seen
 * again and again somewhere else under noise. The bumps are windows of Gaussians, cut off where the window ends, so
 * the line has jumps. ‖A‖² = 8780.78.
 */

import { check, type Matrix, type Rng } from "../core/index.ts";
import { normal } from "../random/index.ts";

/** A bump: `height` · e^(−(j − (width − 1)/2)²/(2 σ²)) for j = 0 … width − 1, from pixel `start` on. */
const BUMPS: readonly { start: number; width: number; sigma: number; height: number }[] = [
  { start: 50, width: 50, sigma: 10, height: 3 },
  { start: 200, width: 100, sigma: 100, height: 6 },
  { start: 350, width: 100, sigma: 40, height: 9 },
];

/**
 * The true line of nelson1d, 500 pixels with three bumps.
 *
 * @returns a new array; Σ A² = 8780.78
 * @example
 * nelsonTemplate()[350] // 4.18506172248731
 */
export function nelsonTemplate(): Float64Array {
  const template = new Float64Array(500);
  for (const { start, width, sigma, height } of BUMPS) {
    for (let j = 0; j < width; j++) {
      const t = (j - (width - 1) / 2) / sigma;
      template[start + j] = height * Math.exp(-(t * t) / 2);
    }
  }
  return template;
}

/** How the traces of nelson1d differ from the template. */
export interface Nelson1dOptions {
  /** standard deviation of the noise in a pixel, default 1 */
  readonly sigma?: number;
  /** mean shift, pixels, default 0 */
  readonly shiftMean?: number;
  /** standard deviation of the shift, pixels, default 100 */
  readonly shiftSigma?: number;
}

/** Traces and what made them. */
export interface Nelson1d {
  /** noisy, moved copies of the template, one a row, shape [count, 500] */
  readonly traces: Matrix;
  /** by how many pixels the content of each trace was moved to larger indices */
  readonly shifts: Int32Array;
  /** the true line */
  readonly template: Float64Array;
}

/**
 * Noisy copies of one line, each moved by a shift of its own.
 *
 * x(j) = A(j − q) + σ ε, zeros beyond the ends of A; q = round(shiftMean + shiftSigma · normal)
 *
 * @param count - number of traces, ≥ 1
 * @param rng - generator, advanced
 * @param options - noise and shifts
 * @throws RangeError if count is not a whole number ≥ 1, a deviation is below 0 or a number is not finite
 * @example
 * nelson1d(50, rng(1), { sigma: 2 }).traces.shape // [50, 500]
 */
export function nelson1d(count: number, rng: Rng, options: Nelson1dOptions = {}): Nelson1d {
  const { sigma = 1, shiftMean = 0, shiftSigma = 100 } = options;
  check(Number.isInteger(count) && count >= 1, () => `nelson1d: count must be a whole number >= 1, got ${count}`);
  check(sigma >= 0 && sigma < Infinity, () => `nelson1d: sigma must be finite and >= 0, got ${sigma}`);
  check(Number.isFinite(shiftMean), () => `nelson1d: shiftMean must be finite, got ${shiftMean}`);
  check(
    shiftSigma >= 0 && shiftSigma < Infinity,
    () => `nelson1d: shiftSigma must be finite and >= 0, got ${shiftSigma}`,
  );
  const template = nelsonTemplate();
  const m = template.length;
  const data = new Float64Array(count * m);
  const shifts = new Int32Array(count);
  for (let i = 0; i < count; i++) {
    const q = Math.round(shiftMean + shiftSigma * normal(rng));
    shifts[i] = q;
    for (let j = 0; j < m; j++) {
      const inside = j - q >= 0 && j - q < m;
      data[i * m + j] = (inside ? template[j - q] : 0) + sigma * normal(rng);
    }
  }
  return { traces: { shape: [count, m], data }, shifts, template };
}
