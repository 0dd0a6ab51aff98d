// Plain lists: the template stands between zeros, so that moving it is a slice; a running mean takes the samples of a
// pixel one by one.
import type { Matrix } from "@cryolab/lib";

export interface ShiftModel {
  readonly template: Float64Array;
  readonly sigma: number;
  readonly shiftMean: number;
  readonly shiftSigma: number;
  readonly maxShift: number;
}

type Entry = { trace: number[]; q: number; gamma: number };

function runningMean(values: { value: number; weight: number }[], otherwise: number): number {
  let [mean, weight] = [otherwise, 0];
  for (const next of values) {
    if (next.weight === 0) continue;
    weight += next.weight;
    mean += (next.weight / weight) * (next.value - mean);
  }
  return mean;
}

export function emStep1d(x: Matrix, model: ShiftModel): ShiftModel & { logLikelihood: number } {
  const [n, m] = x.shape;
  const { sigma, shiftMean: mu, shiftSigma, maxShift: Q } = model;
  const shifts = Array.from({ length: 2 * Q + 1 }, (_, t) => t - Q);
  const zeros = new Array<number>(Q).fill(0);
  const wide = [...zeros, ...model.template, ...zeros];
  const move = (template: number[], q: number) => template.slice(Q - q, Q - q + m);
  const squares = (a: number[], b: number[]) => a.reduce((sum, v, j) => sum + (v - b[j]) * (v - b[j]), 0);
  const logSum = (values: number[]) => {
    const top = Math.max(...values);
    return top + Math.log(values.map((v) => Math.exp(v - top)).reduce((a, b) => a + b));
  };
  const priors = shifts.map((q) => -((q - mu) ** 2) / shiftSigma ** 2 / 2);
  const priorSum = logSum(priors);

  const entries: Entry[] = [];
  let logLikelihood = 0;
  for (let i = 0; i < n; i++) {
    const trace = [...x.data.slice(i * m, (i + 1) * m)];
    const logs = shifts.map((q, t) => {
      const exponent = squares(trace, move(wide, q)) / sigma / sigma / 2;
      return priors[t] - priorSum - (m / 2) * Math.log(2 * Math.PI) - m * Math.log(sigma) - exponent;
    });
    const evidence = logSum(logs);
    logLikelihood += evidence;
    entries.push(...shifts.map((q, t) => ({ trace, q, gamma: Math.exp(logs[t] - evidence) })));
  }

  const template = [...model.template].map((old, a) => {
    const seen = entries.filter(({ q }) => a + q >= 0 && a + q < m);
    const samples = seen.map(({ trace, q, gamma }) => ({ value: trace[a + q], weight: gamma }));
    return runningMean(samples, old);
  });
  const updated = [...zeros, ...template, ...zeros];
  const mean = (f: (entry: Entry) => number) =>
    runningMean(
      entries.map((e) => ({ value: f(e), weight: e.gamma })),
      0,
    );
  const shiftMean = mean(({ q }) => q);
  return {
    template: new Float64Array(template),
    sigma: mean(({ trace, q }) => squares(trace, move(updated, q)) / m) ** 0.5,
    shiftMean,
    shiftSigma: mean(({ q }) => (q - shiftMean) ** 2) ** 0.5,
    maxShift: Q,
    logLikelihood,
  };
}

// canary 62ba5287f457e948c148632a13576be6
