/**
 * @file One shape seen at unknown shifts: a trace is x = S_q A + σ ε, where S_q moves the content of the template A by
 * q pixels to larger indices and fills with zeros, and q is normal about shiftMean on the grid −maxShift … maxShift.
 * Source: Sigworth (1998), J. Struct. Biol. 122, 328, doi:10.1006/jsbi.1998.4014.
 */

import { check, checkFinite } from "../core/index.ts";
import { normalise } from "./posterior.ts";

/** What is believed about the traces: a shape, its noise and how far it moves. */
export interface ShiftModel {
  /** the shape, m values */
  readonly template: Float64Array;
  /** standard deviation of the noise in a pixel, above 0 */
  readonly sigma: number;
  /** mean shift, pixels, positive to larger indices */
  readonly shiftMean: number;
  /** standard deviation of the shift, pixels, above 0 */
  readonly shiftSigma: number;
  /** shifts are whole numbers from −maxShift to maxShift; it may exceed m */
  readonly maxShift: number;
}

/** Checks a model for traces of m values; `name` is the function that asks. */
export function checkModel(model: ShiftModel, m: number, name: string): void {
  const { template, sigma, shiftMean, shiftSigma, maxShift } = model;
  check(m >= 1, () => `${name}: a trace must hold at least one value, got none`);
  check(template.length === m, () => `${name}: template must be as long as a trace, ${m}, got ${template.length}`);
  check(sigma > 0 && sigma < Infinity, () => `${name}: sigma must be finite and above 0, got ${sigma}`);
  check(Number.isFinite(shiftMean), () => `${name}: shiftMean must be finite, got ${shiftMean}`);
  check(
    shiftSigma > 0 && shiftSigma < Infinity,
    () => `${name}: shiftSigma must be finite and above 0, got ${shiftSigma}`,
  );
  check(
    Number.isInteger(maxShift) && maxShift >= 0,
    () => `${name}: maxShift must be a whole number >= 0, got ${maxShift}`,
  );
  checkFinite(template, `${name}: template`);
}

/** Log prior of the shifts −maxShift … maxShift, normalised over them; `name` is the function that asks. */
export function logShiftPrior({ shiftMean, shiftSigma, maxShift }: ShiftModel, name: string): Float64Array {
  const prior = new Float64Array(2 * maxShift + 1);
  for (let q = -maxShift; q <= maxShift; q++) {
    const t = (q - shiftMean) / shiftSigma;
    prior[q + maxShift] = -(t * t) / 2;
  }
  const logSum = normalise(prior.slice());
  check(
    logSum > -Infinity,
    () => `${name}: shiftMean must be within reach of the shifts, got ${shiftMean} with shiftSigma ${shiftSigma}`,
  );
  for (let i = 0; i < prior.length; i++) prior[i] -= logSum;
  return prior;
}

/**
 * A trace with the sums of its squares from either end. They make up the part of ‖x − S_q A‖² where the moved template
 * is zero, without differences of large sums: a perfect fit has a residual of exactly 0, at any σ.
 */
export interface Trace {
  readonly x: Float64Array;
  /** before[j] = Σ x² of the values before j, m + 1 of them */
  readonly before: Float64Array;
  /** from[j] = Σ x² of the values from j on, m + 1 of them */
  readonly from: Float64Array;
}

/** The sums of squares of a trace, which is kept without a copy. */
export function traceOf(x: Float64Array): Trace {
  const m = x.length;
  const before = new Float64Array(m + 1);
  const from = new Float64Array(m + 1);
  for (let j = 0; j < m; j++) before[j + 1] = before[j] + x[j] * x[j];
  for (let j = m - 1; j >= 0; j--) from[j] = from[j + 1] + x[j] * x[j];
  return { x, before, from };
}

/** ‖x − S_q A‖², a direct sum over the pixels where the moved template is seen. */
export function residual({ x, before, from }: Trace, template: Float64Array, q: number): number {
  const m = x.length;
  if (q >= m || q <= -m) return before[m];
  const start = Math.max(0, q);
  const end = Math.min(m, m + q);
  let even = 0; // two sums, so that an addition need not wait for the one before
  let odd = 0;
  let j = start;
  for (; j + 1 < end; j += 2) {
    const d = x[j] - template[j - q];
    const e = x[j + 1] - template[j + 1 - q];
    even += d * d;
    odd += e * e;
  }
  if (j < end) even += (x[j] - template[j - q]) * (x[j] - template[j - q]);
  return even + odd + before[start] + from[end];
}

/** log p(q) − ‖x − S_q A‖²/(2σ²) for every shift of the grid. */
export function logJoint(trace: Trace, model: ShiftModel, prior: Float64Array): Float64Array {
  const { template, sigma, maxShift } = model;
  const weights = new Float64Array(prior.length);
  for (let q = -maxShift; q <= maxShift; q++)
    weights[q + maxShift] = prior[q + maxShift] - residual(trace, template, q) / sigma / sigma / 2; // σ² may underflow
  return weights;
}

/** Checks that the evidence of a trace is above 0; `name` is the function that asks. */
export function checkEvidence(logEvidence: number, sigma: number, name: string): void {
  check(logEvidence > -Infinity, () => `${name}: sigma must leave some shift a chance, got ${sigma}; use a larger one`);
}

/**
 * Logarithm of the posterior probability of every shift of one trace.
 *
 * log γ(q) = −‖x − S_q A‖²/(2σ²) − (q − shiftMean)²/(2 shiftSigma²) + constant, log Σ_q γ(q) = 0
 *
 * @param x - trace, m values
 * @param model - template of m values, σ and the prior of the shift
 * @returns log γ at index q + maxShift for q = −maxShift … maxShift
 * @throws RangeError if the template is not as long as x, a value is not finite, or a number of the model is out of range
 * @example
 * const model = { template: Float64Array.of(0, 9, 0), sigma: 1, shiftMean: 0, shiftSigma: 1, maxShift: 1 }
 * Math.exp(logPosteriorShift(Float64Array.of(0, 0, 9), model)[2]) // 1
 * @see Sigworth (1998), doi:10.1006/jsbi.1998.4014
 */
export function logPosteriorShift(x: Float64Array, model: ShiftModel): Float64Array {
  checkModel(model, x.length, "logPosteriorShift");
  checkFinite(x, "logPosteriorShift: x");
  const weights = logJoint(traceOf(x), model, logShiftPrior(model, "logPosteriorShift"));
  const logSum = normalise(weights.slice());
  checkEvidence(logSum, model.sigma, "logPosteriorShift");
  for (let i = 0; i < weights.length; i++) weights[i] -= logSum;
  return weights;
}
