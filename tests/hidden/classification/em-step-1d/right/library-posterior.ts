// γ from the library's logPosteriorShift; the evidence by Bayes' rule backwards, ln p(x) = ln p(x, q) − ln γ(q), at the
// likeliest q; moments in one pass, E[q²] − E[q]².
import * as cryo from "@cryolab/lib";

export interface ShiftModel {
  readonly template: Float64Array;
  readonly sigma: number;
  readonly shiftMean: number;
  readonly shiftSigma: number;
  readonly maxShift: number;
}

export function emStep1d(x: cryo.Matrix, model: ShiftModel): ShiftModel & { logLikelihood: number } {
  const [n, m] = x.shape;
  const Q = model.maxShift;
  const inside = (j: number) => j >= 0 && j < m;
  let prior = 0;
  for (let q = -Q; q <= Q; q++) prior += Math.exp(-0.5 * ((q - model.shiftMean) / model.shiftSigma) ** 2);

  let [logLikelihood, first, second] = [0, 0, 0];
  const [sum, weight] = [new Float64Array(m), new Float64Array(m)];
  const rows: { trace: Float64Array; gamma: Float64Array }[] = [];
  for (let i = 0; i < n; i++) {
    const trace = x.data.slice(i * m, (i + 1) * m);
    const logGamma = cryo.classification.logPosteriorShift(trace, model);
    const best = logGamma.reduce((top, value, t) => (value > logGamma[top] ? t : top), 0);
    logLikelihood += -0.5 * ((best - Q - model.shiftMean) / model.shiftSigma) ** 2 - Math.log(prior) - logGamma[best];
    for (let j = 0; j < m; j++) {
      const a = j - (best - Q);
      const z = (trace[j] - (inside(a) ? model.template[a] : 0)) / model.sigma;
      logLikelihood -= 0.5 * z * z + Math.log(model.sigma) + 0.5 * Math.log(2 * Math.PI);
    }
    const gamma = logGamma.map((value) => Math.exp(value));
    gamma.forEach((g, t) => {
      const q = t - Q;
      first += (g * q) / n;
      second += (g * q * q) / n;
      for (let j = 0; j < m; j++) {
        if (!inside(j - q)) continue;
        sum[j - q] += g * trace[j];
        weight[j - q] += g;
      }
    });
    rows.push({ trace, gamma });
  }

  const template = Float64Array.from(model.template);
  for (let a = 0; a < m; a++) if (weight[a] !== 0) template[a] = sum[a] / weight[a];
  let squares = 0;
  for (const { trace, gamma } of rows)
    for (let j = 0; j < m; j++)
      for (let q = -Q; q <= Q; q++) squares += gamma[q + Q] * (trace[j] - (inside(j - q) ? template[j - q] : 0)) ** 2;
  return {
    maxShift: Q,
    logLikelihood,
    template,
    sigma: Math.sqrt(squares / n / m),
    shiftMean: first,
    shiftSigma: Math.sqrt(second - first * first),
  };
}

// canary c0b8315374ab1c2b4ffa50735e5c7b65
