// Correlation, and a running sum for the norm of what is in sight; Σ x² is left out as a constant.
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

export function logPosteriorShift(x: Float64Array, model: ShiftModel): Float64Array {
  const { template: A, sigma, shiftMean, shiftSigma, maxShift } = model;
  const m = x.length;
  const norm = new Float64Array(m + 1);
  for (let a = 0; a < m; a++) norm[a + 1] = norm[a] + A[a] * A[a];
  const logs = Float64Array.from({ length: 2 * maxShift + 1 }, (_, t) => {
    const q = t - maxShift;
    const first = Math.min(m, Math.max(0, -q));
    const end = Math.max(first, Math.min(m, m - q));
    let inner = 0;
    for (let a = first; a < end; a++) inner += A[a] * x[a + q];
    const z = (q - shiftMean) / shiftSigma;
    return (inner - (norm[end] - norm[first]) / 2) / (sigma * sigma) - (z * z) / 2;
  });
  const top = Math.max(...logs);
  let sum = 0;
  for (const l of logs) sum += Math.exp(l - top);
  const shift = top + Math.log(sum);
  for (let t = 0; t < logs.length; t++) logs[t] -= shift;
  return logs;
}

// canary f0799b4d0af115e28bc059032b9c17e9
