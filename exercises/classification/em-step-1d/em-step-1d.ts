import type { Matrix } from "@cryolab/lib";

/** What is believed of the traces: a template, its noise, and how its shifts are spread. */
export interface ShiftModel {
  /** A, one value a sample; it counts as 0 outside */
  readonly template: Float64Array;
  /** σ, standard deviation of the noise */
  readonly sigma: number;
  /** μ, mean of the shifts, in samples */
  readonly shiftMean: number;
  /** σq, their standard deviation, in samples */
  readonly shiftSigma: number;
  /** Q: shifts are −Q … Q */
  readonly maxShift: number;
}

/**
 * One EM step for traces that hold one template, each at a shift of its own.
 *
 * @param x - n traces of m samples, shape [n, m]
 * @param model - the model so far; its template has m values
 * @returns the better model, and the log-likelihood of the one that came in
 */
export function emStep1d(x: Matrix, model: ShiftModel): ShiftModel & { logLikelihood: number } {
  // TODO: for every trace, γ over the shifts −Q … Q first; then the sums over traces and shifts.
  throw new Error(`TODO: emStep1d (${x.shape[0]} traces, shifts up to ${model.maxShift})`);
}
