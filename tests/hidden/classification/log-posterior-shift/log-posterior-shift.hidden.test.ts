import { draws, expectClose, expectThat, expectUntouched, submission } from "@cryolab/grader/testing";
import { type Rng, random } from "@cryolab/lib";
import type * as answer from "./log-posterior-shift.ts";

const { logPosteriorShift } = await submission<typeof answer>("classification/log-posterior-shift");

type ShiftModel = answer.ShiftModel;

/** The template in a frame of 2Q + m zeros, read through a window that slides; the constant by adding logarithms in pairs. */
function reference(x: Float64Array, { template, sigma, shiftMean, shiftSigma, maxShift }: ShiftModel): Float64Array {
  const frame = [...new Array(maxShift).fill(0), ...template, ...new Array(maxShift).fill(0)];
  const joint = Array.from({ length: 2 * maxShift + 1 }, (_, t) => {
    const window = frame.slice(2 * maxShift - t);
    const left = x.reduce((sum, v, j) => sum + ((v - window[j]) / sigma) ** 2, 0);
    return -0.5 * (left + ((t - maxShift - shiftMean) / shiftSigma) ** 2);
  });
  const all = joint.reduce((a, b) => Math.max(a, b) + Math.log1p(Math.exp(-Math.abs(a - b))));
  return Float64Array.from(joint, (l) => l - all);
}

const between = (low: number, high: number, rng: Rng) => low + (high - low) * random.uniform(rng);
const noise = (m: number, rng: Rng) => Float64Array.from({ length: m }, () => random.normal(rng));

/** A template with most of its mass at one end, and a trace of it, moved and noisy. */
function scene(m: number, maxShift: number, rng: Rng): { x: Float64Array; model: ShiftModel } {
  const template = noise(m, rng).map((v, j) => v + (j < m / 3 ? 3 : 0));
  const sigma = between(0.6, 3, rng);
  const q = Math.floor(between(-maxShift, maxShift + 1, rng));
  const x = noise(m, rng).map((v, j) => sigma * v + (template[j - q] ?? 0));
  const shiftMean = between(-2, 2, rng);
  return { x, model: { template, sigma, shiftMean, shiftSigma: between(1.3, 4, rng), maxShift } };
}

// Tolerance: exponents of size |l| carry a rounding error of 1e-15 |l| for each of m terms, also if squares are multiplied out.
const close = { rel: 1e-9, abs: 1e-9 };

describe("classification/log-posterior-shift, hidden", () => {
  it("[4] agrees with a sum over a sliding window, for any length and reach", async () => {
    const rng = draws("scenes");
    const sizes = [
      [8, 3],
      [9, 4],
      [10, 10],
      [16, 5],
      [31, 12],
      [5, 9],
      [1, 2],
      [2, 1],
      [40, 0],
    ];
    for (const [m, maxShift] of sizes) {
      for (let i = 0; i < 3; i++) {
        const { x, model } = scene(m, maxShift, rng);
        const says =
          "Some log γ(q) is off: A moved by +q and filled with zeros, all m samples counted, index q + Q, Q may exceed m.";
        expectClose(await expectUntouched(logPosteriorShift, x, model), reference(x, model), { ...close, says });
      }
    }
  });

  it("[2] weighs a template that leaves the trace by what of it is still seen", async () => {
    const rng = draws("edge");
    const m = 12;
    const template = new Float64Array(m);
    template[0] = between(4, 6, rng);
    template[m - 1] = between(2, 3, rng);
    const model = { template, sigma: 1.5, shiftMean: 0, shiftSigma: 3, maxShift: 4 };
    for (const x of [new Float64Array(m), noise(m, rng), template.slice()]) {
      const says = "With mass at both ends of A the part of it that is in sight changes with q, and its norm with it.";
      expectClose(await logPosteriorShift(x, model), reference(x, model), { ...close, says });
    }
  });

  it("[2] stays finite and right with σ = 0.001 and σ = 1000, and the probabilities sum to 1", async () => {
    const rng = draws("sigma");
    for (const sigma of [1e-3, 1e3]) {
      const { x, model } = scene(15, 5, rng);
      const extreme = { ...model, sigma };
      const got = await logPosteriorShift(x, extreme);
      const says =
        "With a very small or very large σ some log γ is not finite, or wrong: take the largest exponent out first.";
      expectClose(got, reference(x, extreme), { ...close, says });
      const sum = got.reduce((total, l) => total + Math.exp(l), 0);
      // exponents of 1e8 are known to 1e-8
      expectThat(Math.abs(sum - 1) < 1e-6, "The probabilities e^(log γ) must sum to 1.");
    }
  });

  it("[2] follows a prior as sharp as the data that contradict it", async () => {
    const rng = draws("prior");
    const m = 20;
    for (const shiftSigma of [0.05, 200]) {
      const template = noise(m, rng).map((v) => 2 * v);
      const x = Float64Array.from(template, (_, j) => template[j - 3] ?? 0);
      const model = { template, sigma: 0.1, shiftMean: between(-0.3, 0.3, rng), shiftSigma, maxShift: 4 };
      const says =
        "Where data and prior contradict each other, or the prior is flat, log γ is off: the largest exponent is that of their sum.";
      expectClose(await logPosteriorShift(x, model), reference(x, model), { ...close, says });
    }
  });
});

// canary 9851cc4e4d967529577a89be19c6f584
