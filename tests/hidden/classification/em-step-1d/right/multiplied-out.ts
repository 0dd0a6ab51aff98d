// Squares multiplied out: norms from sums of A² and x², correlations in between. Of all traces only three sums remain,
// and σ² is what the new template leaves of Σ x².
import type { Matrix } from "@cryolab/lib";

export interface ShiftModel {
  readonly template: Float64Array;
  readonly sigma: number;
  readonly shiftMean: number;
  readonly shiftSigma: number;
  readonly maxShift: number;
}

export function emStep1d(x: Matrix, model: ShiftModel): ShiftModel & { logLikelihood: number } {
  const [n, m] = x.shape;
  const { template, sigma, shiftMean, shiftSigma, maxShift } = model;
  const length = 2 * maxShift + 1;
  const variance = sigma * sigma;

  // ‖A moved by q‖²: the sum of A² over the pixels that stay
  const upTo = new Float64Array(m + 1);
  template.forEach((v, a) => {
    upTo[a + 1] = upTo[a] + v * v;
  });
  const clamp = (a: number) => Math.max(0, Math.min(m, a));
  const norm = Float64Array.from({ length }, (_, t) => {
    const q = t - maxShift;
    return Math.abs(q) >= m ? 0 : upTo[clamp(m - q)] - upTo[clamp(-q)];
  });
  const logPrior = Float64Array.from({ length }, (_, t) => -((t - maxShift - shiftMean) ** 2) / (2 * shiftSigma ** 2));
  const priorTop = Math.max(...logPrior);
  const logPriorSum = priorTop + Math.log(logPrior.reduce((sum, v) => sum + Math.exp(v - priorTop), 0));

  const total = new Float64Array(length); // Σᵢ γᵢ(q)
  const sum = new Float64Array(m);
  let power = 0;
  let logLikelihood = 0;
  for (let i = 0; i < n; i++) {
    const at = i * m;
    let own = 0;
    for (let j = 0; j < m; j++) own += x.data[at + j] ** 2;
    const exponent = new Float64Array(length);
    for (let t = 0; t < length; t++) {
      const q = t - maxShift;
      let correlation = 0;
      for (let a = clamp(-q); a < clamp(m - q); a++) correlation += template[a] * x.data[at + a + q];
      exponent[t] = logPrior[t] - (norm[t] / 2 - correlation) / variance; // ‖x‖² cancels in γ
    }
    const top = Math.max(...exponent);
    const weights = exponent.map((v) => Math.exp(v - top));
    const all = weights.reduce((s, v) => s + v, 0);
    logLikelihood +=
      top + Math.log(all) - logPriorSum - own / variance / 2 - m * (Math.log(sigma) + Math.log(2 * Math.PI) / 2);
    power += own;
    weights.forEach((v, t) => {
      const q = t - maxShift;
      total[t] += v / all;
      for (let a = clamp(-q); a < clamp(m - q); a++) sum[a] += (v / all) * x.data[at + a + q];
    });
  }

  // weight of a pixel: the shifts −a … m − 1 − a show it
  const weight = new Float64Array(m);
  for (let a = 0; a < m; a++)
    for (let t = Math.max(0, maxShift - a); t <= Math.min(length - 1, maxShift + m - 1 - a); t++) weight[a] += total[t];
  const updated = template.slice();
  let explained = 0;
  for (let a = 0; a < m; a++) {
    if (weight[a] === 0) continue;
    updated[a] = sum[a] / weight[a];
    explained += sum[a] * updated[a];
  }
  const mean = total.reduce((s, v, t) => s + (v / n) * (t - maxShift), 0);
  const spread = total.reduce((s, v, t) => s + (v / n) * (t - maxShift - mean) ** 2, 0);
  return {
    template: updated,
    sigma: Math.sqrt((power - explained) / (n * m)),
    shiftMean: mean,
    shiftSigma: Math.sqrt(spread),
    maxShift,
    logLikelihood,
  };
}

// canary d58eb295a22728801d2911f7afebb018
