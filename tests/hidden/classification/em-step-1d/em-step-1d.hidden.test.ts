import { draws, expectClose, expectThat, expectUntouched, submission } from "@cryolab/grader/testing";
import { type Matrix, type Rng, random } from "@cryolab/lib";
import type * as answer from "./em-step-1d.ts";

const { emStep1d } = await submission<typeof answer>("classification/em-step-1d");

type ShiftModel = answer.ShiftModel;
type Result = ShiftModel & { logLikelihood: number };

/** Content to larger indices by q, zeros from outside. */
const moved = (template: ArrayLike<number>, q: number) => Array.from(template, (_, j) => template[j - q] ?? 0);

/** ln(eᵃ + eᵇ) of two numbers at a time. */
const addLogs = (a: number, b: number) =>
  Math.max(a, b) + (a === b ? Math.LN2 : Math.log1p(Math.exp(-Math.abs(a - b))));

/** The step over a flat list of pairs (trace, shift), as the formulas read: no library, no square multiplied out. */
function reference(x: Matrix, model: ShiftModel): Result {
  const [n, m] = x.shape;
  const { template, sigma, shiftMean, shiftSigma, maxShift } = model;
  const shifts = Array.from({ length: 2 * maxShift + 1 }, (_, t) => t - maxShift);
  const logPrior = shifts.map((q) => -0.5 * ((q - shiftMean) / shiftSigma) ** 2);
  const priorSum = logPrior.reduce(addLogs);
  const left = (trace: Float64Array, A: ArrayLike<number>, q: number) =>
    moved(A, q).reduce((sum, v, j) => sum + (trace[j] - v) ** 2, 0);
  let logLikelihood = 0;
  const pairs = Array.from({ length: n }, (_, i) => {
    const trace = x.data.slice(i * m, i * m + m);
    const joint = shifts.map(
      (q, t) =>
        logPrior[t] -
        priorSum -
        0.5 * m * Math.log(2 * Math.PI * sigma * sigma) -
        left(trace, template, q) / (2 * sigma * sigma),
    );
    const evidence = joint.reduce(addLogs);
    logLikelihood += evidence;
    return shifts.map((q, t) => ({ trace, q, gamma: Math.exp(joint[t] - evidence) }));
  }).flat();

  const A = Float64Array.from(template, (value, a) => {
    const seen = pairs.filter(({ q, gamma }) => gamma > 0 && a + q >= 0 && a + q < m);
    const weight = seen.reduce((sum, { gamma }) => sum + gamma, 0);
    return seen.length === 0
      ? value
      : seen.reduce((sum, { trace, q, gamma }) => sum + (gamma / weight) * trace[a + q], 0);
  });
  const mean = (f: (pair: (typeof pairs)[number]) => number) =>
    pairs.reduce((sum, pair) => sum + pair.gamma * f(pair), 0) / n;
  const centre = mean(({ q }) => q);
  return {
    template: A,
    sigma: Math.sqrt(mean(({ trace, q }) => left(trace, A, q)) / m),
    shiftMean: centre,
    shiftSigma: Math.sqrt(mean(({ q }) => (q - centre) ** 2)),
    maxShift,
    logLikelihood,
  };
}

const between = (low: number, high: number, rng: Rng) => low + (high - low) * random.uniform(rng);
const normals = (n: number, rng: Rng) => Float64Array.from({ length: n }, () => random.normal(rng));

/** Traces of a rough template at normal shifts, and a model that knows them badly: every shift gets its share. */
function problem(n: number, m: number, maxShift: number, rng: Rng): { x: Matrix; model: ShiftModel } {
  const truth = normals(m, rng).map((v) => 0.5 + v);
  const centre = between(-1, 1, rng);
  const rows = Array.from({ length: n }, () => {
    const q = Math.max(-maxShift, Math.min(maxShift, Math.round(centre + 1.5 * random.normal(rng))));
    return moved(truth, q).map((v) => v + random.normal(rng));
  });
  const template = truth.map((v) => 0.8 * v + 0.3 * random.normal(rng));
  const model = {
    template,
    sigma: between(1.5, 3, rng),
    shiftMean: centre + between(-1, 1, rng),
    shiftSigma: between(1, 3, rng),
    maxShift,
  };
  return { x: { shape: [n, m], data: Float64Array.from(rows.flat()) }, model };
}

// 1e-7 of the largest value: an answer with its squares multiplied out is good to 1e-10 in the sharpest problem here.
const rel = 1e-7;

/** Fields of the step on four random problems, one with more shifts than samples. */
async function expectFields(fields: readonly (keyof Result)[], says: string): Promise<void> {
  const rng = draws("pairs");
  for (const [n, m, maxShift] of [
    [5, 8, 3],
    [4, 9, 8],
    [30, 12, 2],
    [3, 5, 7],
  ]) {
    const { x, model } = problem(n, m, maxShift, rng);
    const due = reference(x, model);
    expectClose(await emStep1d(x, model), Object.fromEntries(fields.map((key) => [key, due[key]])), { rel, says });
  }
}

/** Traces at given shifts, and a model so sharp that every other shift weighs exactly 0; one trace may fit it badly. */
function sharpProblem(shifts: readonly number[], lastNoise: number, rng: Rng): { x: Matrix; model: ShiftModel } {
  const [m, maxShift, last] = [10, 4, shifts.length - 1];
  const truth = normals(m, rng).map((v) => 5 * v);
  const rows = shifts.map((q, i) =>
    moved(truth, q).map((v) => v + (i === last ? lastNoise : 0.02) * random.normal(rng)),
  );
  const template = truth.map((v) => v + 0.02 * random.normal(rng));
  const model = { template, sigma: 0.01, shiftMean: 0.5, shiftSigma: 0.3, maxShift };
  return { x: { shape: [shifts.length, m], data: Float64Array.from(rows.flat()) }, model };
}

describe("classification/em-step-1d, hidden", () => {
  it("[3] agrees with sums over pairs of trace and shift: the template", async () => {
    await expectFields(
      ["template"],
      "The new template differs: which samples show a pixel, and what do they weigh together?",
    );
  });

  it("[2] agrees with sums over pairs of trace and shift: σ", async () => {
    await expectFields(["sigma"], "The new σ differs: all n·m samples, the new template, the root last.");
  });

  it("[2] agrees with sums over pairs of trace and shift: mean and deviation of the shifts", async () => {
    await expectFields(["shiftMean", "shiftSigma"], "The new mean or deviation of the shifts differs.");
  });

  it("[2] agrees with sums over pairs of trace and shift: the log-likelihood of the model that came in", async () => {
    await expectFields(
      ["logLikelihood"],
      "The log-likelihood differs: every factor of p(x, q) counts, and Σ p(q) = 1.",
    );
  });

  it("[1] takes one trace, one sample, and any unit", async () => {
    const rng = draws("small");
    for (const [n, m, maxShift] of [
      [1, 7, 2],
      [3, 1, 2],
      [1, 1, 1],
    ]) {
      const { x, model } = problem(n, m, maxShift, rng);
      const says = `For x of shape [${n}, ${m}] and shifts up to ${maxShift} the step differs.`;
      expectClose(await emStep1d(x, model), reference(x, model), { rel, abs: 1e-9, says });
    }
    for (const unit of [1e-6, 1e6]) {
      const { x, model } = problem(4, 8, 3, rng);
      const small = { shape: x.shape, data: x.data.map((v) => v * unit) };
      const same = { ...model, template: model.template.map((v) => v * unit), sigma: model.sigma * unit };
      const says = "In other units (everything a million times smaller or larger) the step differs.";
      expectClose(await emStep1d(small, same), reference(small, same), { rel, says });
    }
  });

  it("[1] stands exponents of −1e6 and pixels that no trace shows", async () => {
    const rng = draws("sharp");
    const far = sharpProblem([-2, 1, 0, 3], 1, rng);
    const drop =
      "With a small σ the step differs: every trace counts, however unlikely. Shift exponents by the largest.";
    expectClose(await emStep1d(far.x, far.model), reference(far.x, far.model), { rel, says: drop });
    const unseen = sharpProblem([3, 2, 3], 0.02, rng);
    const keep = "When the last pixels are moved out of every trace the step differs: they keep their value.";
    expectClose(await emStep1d(unseen.x, unseen.model), reference(unseen.x, unseen.model), { rel, says: keep });
  });

  it("[1] climbs for 20 steps and finds the noise to 3 %", async () => {
    const rng = draws("climb");
    const [n, m, maxShift] = [40, 60, 20];
    const [phase, noise] = [between(0, 6, rng), normals(n * m, rng)];
    const truth = Array.from({ length: m }, (_, j) => 5 + 3 * Math.cos(0.2 * j + phase));
    const rows = Array.from({ length: n }, () =>
      moved(truth, Math.max(-14, Math.min(14, Math.round(1 + 5 * random.normal(rng))))),
    );
    const x = { shape: [n, m] as const, data: Float64Array.from(rows.flat(), (v, i) => v + noise[i]) };
    let model: ShiftModel = {
      template: Float64Array.from(truth, (v) => 0.7 * v),
      sigma: 2,
      shiftMean: 0,
      shiftSigma: 6,
      maxShift,
    };
    let before = -Number.MAX_VALUE;
    for (let step = 0; step < 20; step++) {
      const { logLikelihood, ...next } = await emStep1d(x, model);
      const climbs = Number.isFinite(logLikelihood) && logLikelihood >= before - 1e-8 * Math.abs(before);
      expectThat(climbs, "The log-likelihood falls from one step to the next.");
      before = logLikelihood;
      model = next;
    }
    // the noise drawn, less the share that a template of m values fits
    const due = Math.sqrt((noise.reduce((sum, v) => sum + v * v, 0) / (n * m)) * (1 - 1 / n));
    expectClose(model.sigma, due, { rel: 0.03, says: "After 20 steps σ is not that of the noise." });
  });

  it("[1] returns a new template, hands maxShift on, and leaves its arguments alone", async () => {
    const { x, model } = problem(4, 6, 2, draws("untouched"));
    const result = await expectUntouched(emStep1d, x, model);
    expectClose(result, reference(x, model), {
      rel,
      says: "The step differs from sums over pairs of trace and shift.",
    });
  });
});

// canary 919075bac514a17a4a42ac59acf850f0
