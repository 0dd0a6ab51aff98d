// By crossCorrelate of the trace and of the squares, and the evidence of posterior.
import { classification, fourier } from "@cryolab/lib";
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
  const { template, sigma, shiftMean, shiftSigma, maxShift } = model;
  const m = x.length;
  const inner = fourier.crossCorrelate(x, template);
  const norms = fourier.crossCorrelate(
    new Float64Array(m).fill(1),
    template.map((v) => v * v),
  );
  const logs = new Float64Array(2 * maxShift + 1);
  for (let q = -maxShift; q <= maxShift; q++) {
    const at = q + m - 1;
    const gain = at >= 0 && at < inner.c.length ? inner.c[at] - norms.c[at] / 2 : 0;
    logs[q + maxShift] = gain / sigma ** 2 - (q - shiftMean) ** 2 / (2 * shiftSigma ** 2);
  }
  const { logEvidence } = classification.posterior(logs);
  return logs.map((l) => l - logEvidence);
}

// canary 3f8d8a01dba3754b7275dc32ce9370f7
