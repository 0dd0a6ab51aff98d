/** What is believed of a trace: its template, the noise, and how shifts are spread. */
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
 * Logarithm of the probability of every shift of one trace.
 *
 * log γ(q) = −Σ (x(j) − A(j − q))²/(2σ²) − (q − μ)²/(2σq²) + constant, Σ γ = 1
 *
 * @param x - trace, m samples
 * @param model - template of m values, noise and prior of the shift
 * @returns log γ(q) at index q + maxShift
 */
export function logPosteriorShift(x: Float64Array, model: ShiftModel): Float64Array {
  // TODO: for every q, the sum of squares with A moved by q; then the prior; then the constant, with the largest taken out.
  throw new Error(`TODO: logPosteriorShift (${x.length} samples, shifts up to ${model.maxShift})`);
}
