import { readFileSync } from "node:fs";
import { classification, data, type Matrix, random } from "@cryolab/lib";
import { expect } from "chai";
import { expectClose, largest } from "../../support/close.ts";
import { drawReal, normals, seeded } from "../../support/draw.ts";

const { em1d, emStep1d, logPosteriorShift } = classification;
type ShiftModel = classification.ShiftModel;
type Step = ShiftModel & { logLikelihood: number };

/** Cases of tests/golden/classification/em-step.py (60 digits), seen from tests/dist/lib/classification. */
const golden: {
  traces: number[][];
  model: Omit<ShiftModel, "template"> & { template: number[] };
  step: Omit<Step, "template" | "maxShift"> & { template: number[]; logGamma: number[] };
}[] = JSON.parse(readFileSync(new URL("../../../golden/classification/em-step.json", import.meta.url), "utf8"));

/** The template moved by q, zeros where it has nothing. */
function moved(template: Float64Array, q: number): Float64Array {
  return template.map((_, j) => (j - q >= 0 && j - q < template.length ? template[j - q] : 0));
}

/** log p(q) + log likelihood without constants, by the book: a list over shifts. */
function joint(x: Float64Array, model: ShiftModel): number[] {
  const shifts = Array.from({ length: 2 * model.maxShift + 1 }, (_, i) => i - model.maxShift);
  const prior = shifts.map((q) => Math.exp((-0.5 * (q - model.shiftMean) ** 2) / model.shiftSigma ** 2));
  const sum = prior.reduce((a, b) => a + b);
  return shifts.map((q, i) => {
    const y = moved(model.template, q);
    const d2 = x.reduce((total, v, j) => total + (v - y[j]) ** 2, 0);
    return Math.log(prior[i] / sum) - d2 / (2 * model.sigma ** 2);
  });
}

function logSumExp(w: readonly number[]): number {
  const top = Math.max(...w);
  return top + Math.log(w.reduce((total, v) => total + Math.exp(v - top), 0));
}

/** One step by slow loops over moved templates. */
function slowStep(x: Matrix, model: ShiftModel): Step {
  const [n, m] = x.shape;
  const Q = model.maxShift;
  const rows = Array.from({ length: n }, (_, i) => x.data.slice(i * m, (i + 1) * m));
  let logLikelihood = 0;
  const gamma = rows.map((row) => {
    const w = joint(row, model);
    const evidence = logSumExp(w);
    logLikelihood += evidence - (m / 2) * Math.log(2 * Math.PI * model.sigma ** 2);
    return w.map((v) => Math.exp(v - evidence));
  });
  const template = model.template.map((old, a) => {
    let top = 0;
    let bottom = 0;
    for (let i = 0; i < n; i++)
      for (let q = -Q; q <= Q; q++) {
        if (a + q < 0 || a + q >= m) continue;
        top += gamma[i][q + Q] * rows[i][a + q];
        bottom += gamma[i][q + Q];
      }
    return bottom > 0 ? top / bottom : old;
  });
  let squares = 0;
  let mean = 0;
  for (let i = 0; i < n; i++)
    for (let q = -Q; q <= Q; q++) {
      const y = moved(template, q);
      for (let j = 0; j < m; j++) squares += gamma[i][q + Q] * (rows[i][j] - y[j]) ** 2;
      mean += (gamma[i][q + Q] * q) / n;
    }
  let spread = 0;
  for (let i = 0; i < n; i++) for (let q = -Q; q <= Q; q++) spread += (gamma[i][q + Q] * (q - mean) ** 2) / n;
  return {
    template,
    sigma: Math.sqrt(squares / (n * m)),
    shiftMean: mean,
    shiftSigma: Math.sqrt(spread),
    maxShift: Q,
    logLikelihood,
  };
}

/** A model and traces of it. */
function draw(name: string, n: number, m: number, maxShift: number, spread = 2): { x: Matrix; model: ShiftModel } {
  const rng = seeded(`classification/${name}`);
  const template = normals(m, rng);
  template[m - 1] += 3; // mass at the edge: ‖S_q A‖ depends on q
  const x = drawReal([n, m], rng);
  for (let i = 0; i < n; i++) {
    const y = moved(template, Math.round(spread * random.normal(rng)));
    for (let j = 0; j < m; j++) x.data[i * m + j] = y[j] + 0.7 * x.data[i * m + j];
  }
  return { x, model: { template: normals(m, rng), sigma: 0.9, shiftMean: 0.3, shiftSigma: spread, maxShift } };
}

/** Asserts that two steps agree to a tolerance times the size of each number. */
function expectSameStep(
  actual: Step,
  expected: Omit<Step, "template" | "maxShift"> & { template: ArrayLike<number> },
  tolerance: number,
): void {
  expectClose(actual.template, expected.template, tolerance * (1 + largest(expected.template)));
  for (const field of ["sigma", "shiftMean", "shiftSigma", "logLikelihood"] as const)
    expect(actual[field], field).to.be.closeTo(expected[field], tolerance * (1 + Math.abs(expected[field])));
}

describe("logPosteriorShift", () => {
  it("agrees with 60-digit arithmetic at σ = 1e-3, 1 and 1e3, and beyond the trace", () => {
    for (const { traces, model, step } of golden) {
      const logGamma = logPosteriorShift(Float64Array.from(traces[0]), {
        ...model,
        template: Float64Array.from(model.template),
      });
      expectClose(logGamma, step.logGamma, 1e-14 * (1 + largest(step.logGamma)) * 10); // some roundings of the largest
    }
  });
  it("agrees with slow loops for a template with mass at its edge", () => {
    for (const [m, maxShift] of [
      [8, 5],
      [7, 9],
      [1, 2],
      [6, 0],
      [9, 40],
    ]) {
      const { x, model } = draw(`posterior-${m}`, 1, m, maxShift);
      const w = joint(x.data, model);
      const evidence = logSumExp(w);
      const logGamma = logPosteriorShift(x.data, model);
      expectClose(
        logGamma,
        w.map((v) => v - evidence),
        1e-12 * (1 + largest(w)),
      );
      expect(logSumExp([...logGamma])).to.be.closeTo(0, 1e-13);
    }
  });
  it("finds the shift of a noiseless trace, to the right for positive q", () => {
    const template = Float64Array.of(0, 1, 4, 2, 0, 0, 0, 0);
    const model = { template, sigma: 1e-3, shiftMean: 0, shiftSigma: 3, maxShift: 4 };
    for (const q of [-1, 0, 3]) {
      const logGamma = logPosteriorShift(moved(template, q), model);
      expect(logGamma[q + 4], `shift ${q}`).to.be.closeTo(0, 1e-12);
    }
  });
  it("is the prior where the noise drowns everything", () => {
    const model = { template: Float64Array.of(1, 2, 3), sigma: 1e9, shiftMean: 1, shiftSigma: 0.8, maxShift: 2 };
    const prior = [-2, -1, 0, 1, 2].map((q) => (-0.5 * (q - 1) ** 2) / 0.64);
    const logGamma = logPosteriorShift(Float64Array.of(5, -1, 2), model);
    expectClose(
      logGamma,
      prior.map((v) => v - logSumExp(prior)),
      1e-13,
    );
  });
  it("weighs with the norm of the part of the template that is seen", () => {
    // nothing to see in the trace: the shift that hides the heavy end wins
    const model = { template: Float64Array.of(0, 0, 3), sigma: 1, shiftMean: 0, shiftSigma: 100, maxShift: 1 };
    const logGamma = logPosteriorShift(new Float64Array(3), model);
    expect(logGamma[2] - logGamma[1]).to.be.closeTo(4.5, 1e-4);
    expect(logGamma[0] - logGamma[1]).to.be.closeTo(0, 1e-3);
  });
  it("names what it refuses", () => {
    const model = { template: Float64Array.of(1, 2), sigma: 1, shiftMean: 0, shiftSigma: 1, maxShift: 1 };
    const x = Float64Array.of(0, 1);
    const call =
      (change: Partial<ShiftModel>): (() => void) =>
      () =>
        void logPosteriorShift(x, { ...model, ...change });
    expect(() => logPosteriorShift(Float64Array.of(1), model)).to.throw(
      RangeError,
      "logPosteriorShift: template must be as long as a trace, 1, got 2",
    );
    expect(() => logPosteriorShift(new Float64Array(0), model)).to.throw(
      "a trace must hold at least one value, got none",
    );
    expect(call({ sigma: 0 })).to.throw("logPosteriorShift: sigma must be finite and above 0, got 0");
    expect(call({ shiftSigma: -1 })).to.throw("logPosteriorShift: shiftSigma must be finite and above 0, got -1");
    expect(call({ shiftMean: Number.NaN })).to.throw("logPosteriorShift: shiftMean must be finite, got NaN");
    expect(call({ maxShift: 1.5 })).to.throw("logPosteriorShift: maxShift must be a whole number >= 0, got 1.5");
    expect(call({ template: Float64Array.of(1, Number.NaN) })).to.throw(
      "logPosteriorShift: template must be finite, got NaN at index 1",
    );
    expect(() => logPosteriorShift(Float64Array.of(Infinity, 0), model)).to.throw(
      "logPosteriorShift: x must be finite, got Infinity at index 0",
    );
    expect(call({ shiftMean: 1e200, shiftSigma: 1e-10 })).to.throw(
      "logPosteriorShift: shiftMean must be within reach of the shifts, got 1e+200 with shiftSigma 1e-10",
    );
    expect(call({ sigma: 1e-200, template: Float64Array.of(2, 3) })).to.throw(
      "logPosteriorShift: sigma must leave some shift a chance, got 1e-200; use a larger one",
    );
  });
});

describe("emStep1d", () => {
  it("agrees with 60-digit arithmetic at σ = 1e-3, 1 and 1e3, for one trace, one pixel and no shift", () => {
    for (const { traces, model, step } of golden) {
      const m = traces[0].length;
      const x: Matrix = { shape: [traces.length, m], data: Float64Array.from(traces.flat()) };
      const actual = emStep1d(x, { ...model, template: Float64Array.from(model.template) });
      expectSameStep(actual, step, 1e-11); // exponents of 1e6 at σ = 1e-3
      expect(actual.maxShift).to.equal(model.maxShift);
    }
  });
  it("agrees with slow loops", () => {
    for (const [n, m, maxShift] of [
      [5, 12, 6],
      [4, 9, 8],
      [3, 5, 11],
      [1, 7, 3],
      [6, 1, 1],
      [2, 2, 0],
    ]) {
      const { x, model } = draw(`step-${n}-${m}`, n, m, maxShift);
      expectSameStep(emStep1d(x, model), slowStep(x, model), 1e-12);
    }
  });
  it("never lets the likelihood fall where the grid holds the prior: 20 steps from five starts", () => {
    for (let seed = 0; seed < 5; seed++) {
      let { x, model } = draw(`rise-${seed}`, 12, 24, 90, 4);
      let before = -Infinity;
      for (let step = 0; step < 20; step++) {
        const { logLikelihood, ...next } = emStep1d(x, model);
        expect(logLikelihood, `seed ${seed}, step ${step}`).to.be.at.least(before - 1e-10); // some hundred, rounded
        before = logLikelihood;
        model = next;
        expect(model.shiftSigma).to.be.within(1.5, 15); // far from the pixel and from the end of the grid
      }
    }
  });
  it("finds σ within 3 % on fifty textbook traces", () => {
    for (let seed = 0; seed < 5; seed++) {
      const { traces, shifts, template } = data.nelson1d(50, seeded(`classification/nelson-${seed}`));
      const start = { template, sigma: 1, shiftMean: 0, shiftSigma: 100, maxShift: 500 };
      const { models } = em1d(traces, start, { iterations: 3 });
      const { sigma, shiftMean, shiftSigma } = models[3];
      expect(sigma, `seed ${seed}`).to.be.within(0.97, 1.03);
      // at this SNR nearly every shift is known to the pixel
      const mean = shifts.reduce((a, b) => a + b) / 50;
      expect(shiftMean).to.be.closeTo(mean, 0.5);
      expect(shiftSigma).to.be.closeTo(Math.sqrt(shifts.reduce((a, b) => a + (b - mean) ** 2, 0) / 50), 0.5);
    }
  });
  it("finds the textbook shape from one noisy trace, up to a common move", () => {
    const { traces, template } = data.nelson1d(50, seeded("classification/from-one"));
    const start = { template: traces.data.slice(0, 500), sigma: 2, shiftMean: 0, shiftSigma: 100, maxShift: 500 };
    const { models } = em1d(traces, start, { iterations: 10 });
    expect(models[10].sigma).to.be.within(0.97, 1.03);
    let best = 0;
    const norm = (a: Float64Array): number => Math.sqrt(a.reduce((t, v) => t + v * v, 0));
    for (let q = -400; q <= 400; q++) {
      const y = moved(template, q);
      const dot = y.reduce((t, v, j) => t + v * models[10].template[j], 0);
      best = Math.max(best, dot / (norm(template) * norm(models[10].template)));
    }
    expect(best).to.be.above(0.97);
  });
  it("does not care in which order the traces come", () => {
    const { x, model } = draw("order", 4, 10, 6);
    const turned = { shape: x.shape, data: new Float64Array(40) };
    for (const [to, from] of [2, 0, 3, 1].entries())
      turned.data.set(x.data.subarray(from * 10, from * 10 + 10), to * 10);
    expectSameStep(emStep1d(turned, model), emStep1d(x, model), 1e-13);
  });
  it("scales with the data: σ and template by c, likelihood by −n m log c", () => {
    const { x, model } = draw("scale", 4, 10, 6);
    const c = -250;
    const scaled = emStep1d(
      { shape: x.shape, data: x.data.map((v) => c * v) },
      { ...model, template: model.template.map((v) => c * v), sigma: 250 * model.sigma },
    );
    const plain = emStep1d(x, model);
    expectSameStep(
      scaled,
      {
        ...plain,
        template: plain.template.map((v) => c * v),
        sigma: 250 * plain.sigma,
        logLikelihood: plain.logLikelihood - 40 * Math.log(250),
      },
      1e-12,
    );
  });
  it("keeps the value of a pixel that no shift makes visible", () => {
    const template = Float64Array.of(7, 8, 9);
    const model = { template, sigma: 1, shiftMean: 2, shiftSigma: 1e-3, maxShift: 2 };
    const step = emStep1d({ shape: [1, 3], data: Float64Array.of(0, 0, 5) }, model);
    expectClose(step.template, [5, 8, 9], 1e-12); // moved by +2 only pixel 0 is inside
  });
  it("holds a noiseless truth, and its deviations at 1e-12 of the largest value", () => {
    const template = Float64Array.of(0, 0, 0, 1, 4, 2, 0, 0, 0);
    const x = { shape: [2, 9] as const, data: new Float64Array(18) };
    x.data.set(moved(template, 1));
    x.data.set(moved(template, 1), 9);
    let model: ShiftModel = { template, sigma: 0.01, shiftMean: 0, shiftSigma: 2, maxShift: 3 };
    for (let step = 0; step < 5; step++) {
      model = emStep1d(x, model);
      expectClose(model.template.subarray(0, 8), template.subarray(0, 8), 1e-12);
    }
    expect(model.sigma).to.equal(4e-12);
    expect(model.shiftMean).to.equal(1);
    expect(model.shiftSigma).to.equal(3e-12);
    const empty = emStep1d({ shape: [1, 2], data: new Float64Array(2) }, { ...model, template: new Float64Array(2) });
    expect(empty.sigma).to.equal(1e-12);
    expect(Number.isFinite(empty.logLikelihood)).to.equal(true);
  });
  it("takes well under a second for 50 traces of 500 pixels at ±500 shifts, however broad the posterior", () => {
    const { traces, template } = data.nelson1d(50, seeded("classification/time"));
    const start = process.cpuUsage();
    emStep1d(traces, { template, sigma: 100, shiftMean: 0, shiftSigma: 1e4, maxShift: 500 });
    const { user, system } = process.cpuUsage(start);
    expect((user + system) / 1e6).to.be.below(0.8); // 0.08 s measured
  });
  it("leaves its arguments alone and shares no memory with them", () => {
    const { x, model } = draw("memory", 3, 6, 4);
    const copy = { data: x.data.slice(), template: model.template.slice() };
    const step = emStep1d(x, Object.freeze(model));
    expect(x.data).to.deep.equal(copy.data);
    expect(model.template).to.deep.equal(copy.template);
    expect(step.template.buffer).to.not.equal(model.template.buffer);
  });
  it("names what it refuses", () => {
    const { x, model } = draw("border", 3, 6, 4);
    expect(() => emStep1d({ shape: [0, 6], data: new Float64Array(0) }, model)).to.throw(
      RangeError,
      "emStep1d: x must hold at least one trace, got none",
    );
    expect(() => emStep1d(x, { ...model, template: new Float64Array(5) })).to.throw(
      "emStep1d: template must be as long as a trace, 6, got 5",
    );
    expect(() => emStep1d(x, { ...model, sigma: Number.NaN })).to.throw("emStep1d: sigma must be finite and above 0");
    expect(() => emStep1d(x, { ...model, maxShift: -1 })).to.throw(
      "emStep1d: maxShift must be a whole number >= 0, got -1",
    );
    const broken = { shape: x.shape, data: x.data.map((v, i) => (i === 7 ? Number.NaN : v)) };
    expect(() => emStep1d(broken, model)).to.throw("emStep1d: x must be finite, got NaN at index 7");
    expect(() => emStep1d(x, { ...model, sigma: 1e-200 })).to.throw("emStep1d: sigma must leave some shift a chance");
  });
});

describe("em1d", () => {
  const { x, model } = draw("path", 5, 10, 5);

  it("returns every model of repeated steps, and the likelihood of each but the last", () => {
    const { models, logLikelihood } = em1d(x, model, { iterations: 4 });
    expect(models).to.have.length(5);
    expect(logLikelihood).to.have.length(4);
    let here: ShiftModel = model;
    for (let j = 0; j < 4; j++) {
      expect(models[j]).to.deep.equal(here);
      const { logLikelihood: expected, ...next } = emStep1d(x, here);
      expect(logLikelihood[j]).to.equal(expected);
      here = next;
    }
    expect(models[4]).to.deep.equal(here);
    expect(models[0].template.buffer).to.not.equal(model.template.buffer);
  });
  it("with no step returns the start", () => {
    const { models, logLikelihood } = em1d(x, model, { iterations: 0 });
    expect(models).to.deep.equal([model]);
    expect(logLikelihood).to.deep.equal(new Float64Array(0));
  });
  it("reports every step, and stops when asked to", () => {
    const reports: string[] = [];
    em1d(x, model, { iterations: 3, progress: (done, total) => reports.push(`${done}/${total}`) });
    expect(reports).to.deep.equal(["1/3", "2/3", "3/3"]);
    const controller = new AbortController();
    const stopped = (): void =>
      void em1d(x, model, {
        iterations: 9,
        signal: controller.signal,
        progress: (done) => {
          if (done === 2) controller.abort(new Error("enough"));
        },
      });
    expect(stopped).to.throw("enough");
    expect(() => em1d(x, model, { iterations: 9, signal: { aborted: true } })).to.throw(
      "em1d: stopped before step 1 of 9",
    );
  });
  it("names the number of steps it refuses", () => {
    expect(() => em1d(x, model, { iterations: -1 })).to.throw(
      RangeError,
      "em1d: iterations must be a whole number >= 0, got -1",
    );
    expect(() => em1d(x, model, { iterations: 1.5 })).to.throw("got 1.5");
  });
});
