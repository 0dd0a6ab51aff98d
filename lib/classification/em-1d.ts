/**
 * @file Expectation and maximisation for one shape at unknown shifts (shift-model.ts). All sums are direct: n · m · shifts
 * products, 50 traces of 500 values at ±500 shifts in some tens of milliseconds; correlations by FFT would be faster
 * still, but lose the residual of a good fit among ‖x‖² and ‖A‖² when σ is small.
 * Source: Sigworth (1998), J. Struct. Biol. 122, 328, doi:10.1006/jsbi.1998.4014.
 */

import { check, checkFinite, type LongWork, type Matrix, progressOf } from "../core/index.ts";
import { normalise } from "./posterior.ts";
import {
  checkEvidence,
  checkModel,
  logJoint,
  logShiftPrior,
  residual,
  type ShiftModel,
  traceOf,
} from "./shift-model.ts";

/** Deviations stay above this part of the largest value, so that exact data do not end in a division by zero. */
const FLOOR = 1e-12;

/**
 * One step of expectation and maximisation for a shape at unknown shifts.
 *
 * With γᵢ(q) the posterior of the shifts under the model passed in:
 *   A'(a)  = Σᵢ Σ_q γᵢ(q) xᵢ(a + q) / Σᵢ Σ_q γᵢ(q) [a + q inside]; a pixel of weight 0 keeps its value
 *   σ'²    = Σᵢ Σ_q γᵢ(q) ‖xᵢ − S_q A'‖² / (n m)
 *   mean'  = Σᵢ Σ_q γᵢ(q) q / n,   shiftSigma'² = Σᵢ Σ_q γᵢ(q) (q − mean')² / n
 *   logLikelihood = Σᵢ log Σ_q p(q) (2πσ²)^(−m/2) e^(−‖xᵢ − S_q A‖²/(2σ²)), of the model passed in
 *
 * From step to step the likelihood does not fall as long as the grid holds the prior. Where shiftSigma is below a pixel
 * or not well inside maxShift, the moments of a normal on the grid are not its parameters, and it may fall a little.
 *
 * @param x - traces, one a row, shape [n, m]
 * @param model - what is believed before the step
 * @returns the new model with the same maxShift, σ' at least 1e-12 of the largest |x| and shiftSigma' at least 1e-12 of
 *   maxShift; and the log-likelihood of the old one
 * @throws RangeError if there is no trace, the template is not as long as one, a value is not finite, or a number of the
 *   model is out of range
 * @example
 * const model = { template: Float64Array.of(0, 9, 0), sigma: 1, shiftMean: 0, shiftSigma: 1, maxShift: 1 }
 * emStep1d(realArray([1, 3], [0, 0, 9]), model).shiftMean // 1
 * @see Sigworth (1998), doi:10.1006/jsbi.1998.4014
 */
export function emStep1d(x: Matrix, model: ShiftModel): ShiftModel & { logLikelihood: number } {
  const [n, m] = x.shape;
  check(n >= 1, () => "emStep1d: x must hold at least one trace, got none");
  checkModel(model, m, "emStep1d");
  checkFinite(x.data, "emStep1d: x");
  const { sigma, maxShift } = model;
  const traces = Array.from({ length: n }, (_, i) => traceOf(x.data.subarray(i * m, (i + 1) * m)));

  // expectation: posteriors, their likelihood, and the weighted sums that the template needs
  const prior = logShiftPrior(model, "emStep1d");
  const total = new Float64Array(prior.length); // Σᵢ γᵢ(q)
  const sum = new Float64Array(m); // Σᵢ Σ_q γᵢ(q) xᵢ(a + q)
  let logLikelihood = -n * m * (Math.log(2 * Math.PI) / 2 + Math.log(sigma));
  const posteriors = traces.map((trace) => {
    const gamma = logJoint(trace, model, prior);
    const logEvidence = normalise(gamma);
    checkEvidence(logEvidence, sigma, "emStep1d");
    logLikelihood += logEvidence;
    for (let q = -maxShift; q <= maxShift; q++) {
      const g = gamma[q + maxShift];
      if (g === 0) continue;
      total[q + maxShift] += g;
      const end = Math.min(m, m - q);
      for (let a = Math.max(0, -q); a < end; a++) sum[a] += g * trace.x[a + q];
    }
    return gamma;
  });

  // maximisation
  const weight = visibleWeight(total, m);
  const template = model.template.map((old, a) => (weight[a] > 0 ? sum[a] / weight[a] : old));
  let squares = 0;
  traces.forEach((trace, i) => {
    for (let q = -maxShift; q <= maxShift; q++) {
      const g = posteriors[i][q + maxShift];
      if (g !== 0) squares += g * residual(trace, template, q);
    }
  });
  let shiftMean = 0;
  for (let q = -maxShift; q <= maxShift; q++) shiftMean += (total[q + maxShift] * q) / n;
  let spread = 0;
  for (let q = -maxShift; q <= maxShift; q++) spread += (total[q + maxShift] * (q - shiftMean) * (q - shiftMean)) / n;

  let largest = 0;
  for (let i = 0; i < x.data.length; i++) largest = Math.max(largest, Math.abs(x.data[i]));
  return {
    template,
    sigma: Math.max(Math.sqrt(squares / (n * m)), FLOOR * (largest || 1)),
    shiftMean,
    shiftSigma: Math.max(Math.sqrt(spread), FLOOR * (maxShift || 1)),
    maxShift,
    logLikelihood,
  };
}

/** Σ_q total(q) [0 ≤ a + q < m] for every pixel a of the template: how much of it was seen. */
function visibleWeight(total: Float64Array, m: number): Float64Array {
  const maxShift = (total.length - 1) / 2;
  const weight = new Float64Array(m);
  for (let q = -maxShift; q <= maxShift; q++) {
    const g = total[q + maxShift];
    const end = Math.min(m, m - q);
    if (g !== 0) for (let a = Math.max(0, -q); a < end; a++) weight[a] += g;
  }
  return weight;
}

/** What may be asked of em1d. */
export interface Em1dOptions extends LongWork {
  /** number of steps, ≥ 0 */
  readonly iterations: number;
}

/** The way of a model through steps of expectation and maximisation. */
export interface Em1dPath {
  /** iterations + 1 models: the start, and the model after every step */
  readonly models: ShiftModel[];
  /** log-likelihood of the model before each step, shape [iterations] */
  readonly logLikelihood: Float64Array;
}

/**
 * Steps of expectation and maximisation, with every model on the way.
 *
 * @param x - traces, one a row, shape [n, m]
 * @param model - where to start
 * @param options - how many steps; who may stop them; who hears of them
 * @returns the path; logLikelihood[j] belongs to models[j]
 * @throws RangeError as emStep1d, or if iterations is not a whole number ≥ 0; the signal's reason if it is aborted
 * @example
 * const start = { template: Float64Array.of(0, 1, 0), sigma: 1, shiftMean: 0, shiftSigma: 1, maxShift: 1 }
 * em1d(realArray([2, 3], [0, 9, 0, 0, 0, 9]), start, { iterations: 5 }).models.length // 6
 * @see Sigworth (1998), doi:10.1006/jsbi.1998.4014
 */
export function em1d(x: Matrix, model: ShiftModel, options: Em1dOptions): Em1dPath {
  const { iterations } = options;
  check(
    Number.isInteger(iterations) && iterations >= 0,
    () => `em1d: iterations must be a whole number >= 0, got ${iterations}`,
  );
  const models: ShiftModel[] = [{ ...model, template: model.template.slice() }];
  const logLikelihood = new Float64Array(iterations);
  const tick = progressOf("em1d: stopped before step", iterations, options);
  for (let j = 0; j < iterations; j++) {
    const { logLikelihood: before, ...next } = emStep1d(x, models[j]);
    logLikelihood[j] = before;
    models.push(next);
    tick();
  }
  return { models, logLikelihood };
}
