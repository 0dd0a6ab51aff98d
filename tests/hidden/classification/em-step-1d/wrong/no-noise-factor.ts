// The factor (2πσ²)^(−m/2) is left out of the log-likelihood.
import * as cryo from "@cryolab/lib";

export interface ShiftModel {
  readonly template: Float64Array;
  readonly sigma: number;
  readonly shiftMean: number;
  readonly shiftSigma: number;
  readonly maxShift: number;
}

/** One EM step for traces that hold one template, each at a shift of its own. */
export function emStep1d(x: cryo.Matrix, model: ShiftModel): ShiftModel & { logLikelihood: number } {
  const [n, m] = x.shape;
  const { template, sigma, shiftMean, shiftSigma, maxShift } = model;
  const shifts = Array.from({ length: 2 * maxShift + 1 }, (_, t) => t - maxShift);
  const traces = Array.from({ length: n }, (_, i) => x.data.subarray(i * m, (i + 1) * m));

  // E step: γᵢ(q) ∝ p(q) p(xᵢ | q), and with it the likelihood of the model that came in
  const prior = Float64Array.from(shifts, (q) => -((q - shiftMean) ** 2) / (2 * shiftSigma ** 2));
  const priorSum = cryo.classification.posterior(prior).logEvidence;
  let logLikelihood = 0;
  const gamma = traces.map((trace) => {
    const logJoint = prior.map((log, t) => log - priorSum - distance2(trace, template, shifts[t]) / (2 * sigma ** 2));
    const { probabilities, logEvidence } = cryo.classification.posterior(logJoint);
    logLikelihood += logEvidence;
    return probabilities;
  });

  // M step: every sample goes back to the pixel that it shows; samples beyond the window are missing, not 0
  const sum = new Float64Array(m);
  const weight = new Float64Array(m);
  for (let i = 0; i < n; i++) {
    for (const [t, q] of shifts.entries()) {
      for (let a = Math.max(0, -q); a < Math.min(m, m - q); a++) {
        sum[a] += gamma[i][t] * traces[i][a + q];
        weight[a] += gamma[i][t];
      }
    }
  }
  const updated = template.map((value, a) => (weight[a] > 0 ? sum[a] / weight[a] : value));

  const mean = (f: (i: number, t: number) => number): number => {
    let total = 0;
    for (let i = 0; i < n; i++) for (let t = 0; t < shifts.length; t++) total += gamma[i][t] * f(i, t);
    return total / n;
  };
  const newMean = mean((_, t) => shifts[t]);
  return {
    template: updated,
    sigma: Math.sqrt(mean((i, t) => distance2(traces[i], updated, shifts[t])) / m),
    shiftMean: newMean,
    shiftSigma: Math.sqrt(mean((_, t) => (shifts[t] - newMean) ** 2)),
    maxShift,
    logLikelihood,
  };
}

/** Σⱼ (x(j) − A(j − q))², with A = 0 outside. */
function distance2(trace: Float64Array, template: Float64Array, q: number): number {
  let sum = 0;
  for (let j = 0; j < trace.length; j++) {
    const a = j - q;
    const expected = a >= 0 && a < template.length ? template[a] : 0;
    sum += (trace[j] - expected) ** 2;
  }
  return sum;
}

// canary fe0f83bf29565975d3e401f3a5e3f29c
