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

/** Logarithm of the probability of every shift of one trace. */
export function logPosteriorShift(x: Float64Array, model: ShiftModel): Float64Array {
  const { template, sigma, shiftMean, shiftSigma, maxShift } = model;
  const m = x.length;
  const logs = new Float64Array(2 * maxShift + 1);
  for (let q = -maxShift; q <= maxShift; q++) {
    let squares = 0;
    for (let j = 0; j < m; j++) {
      const shown = j - q >= 0 && j - q < m ? template[j - q] : 0;
      squares += (x[j] - shown) ** 2;
    }
    const prior = -((q - shiftMean) ** 2) / (2 * shiftSigma ** 2);
    logs[q + maxShift] = prior - squares / (2 * sigma ** 2);
  }
  const largest = logs.reduce((a, b) => Math.max(a, b));
  const sum = logs.reduce((total, l) => total + Math.exp(l - largest), 0);
  return logs.map((l) => l - largest - Math.log(sum));
}

// canary e114f7dfac74a07a5dbb75f5bf0d947f
