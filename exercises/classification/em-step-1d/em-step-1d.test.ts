import { expectClose, expectUntouched } from "@cryolab/grader/testing";
import { emStep1d } from "./em-step-1d.js";

const matrix = (rows: number[][]) => ({
  shape: [rows.length, rows[0].length] as const,
  data: Float64Array.from(rows.flat()),
});

/** Two sharp traces, the second one sample on: no doubt where they belong. */
const sharp = matrix([
  [1, 5, 2, 6],
  [0, 1, 5, 4],
]);
const sharpModel = { template: Float64Array.of(1, 5, 2, 6), sigma: 0.1, shiftMean: 0, shiftSigma: 2, maxShift: 1 };

/** Three noisy ones, where every shift has its share. */
const x = matrix([
  [0, 1, 4, 2, 1],
  [2, 4, 2, 0, 1],
  [0, 0, 1, 3, 2],
]);
const model = { template: Float64Array.of(1, 1, 3, 2, 1), sigma: 1.5, shiftMean: 0.5, shiftSigma: 1.5, maxShift: 2 };

describe("classification/em-step-1d", () => {
  it("[1] moves sharp traces back and averages what is seen: A′ is (1, 5, 3, 6)", async () => {
    const { template } = await emStep1d(sharp, sharpModel);
    expectClose(template, Float64Array.of(1, 5, 3, 6), { abs: 1e-9 });
  });

  it("[1] measures what is left of sharp traces: σ′ = μ′ = σq′ = 0.5", async () => {
    const result = await emStep1d(sharp, sharpModel);
    expectClose(result, { sigma: 0.5, shiftMean: 0.5, shiftSigma: 0.5 }, { abs: 1e-9 });
  });

  it("[1] weighs every shift of noisy traces: A′", async () => {
    const { template } = await emStep1d(x, model);
    expectClose(template, Float64Array.of(0.323547, 1.534055, 3.141918, 2.092662, 0.827841), { abs: 1e-6 });
  });

  it("[1] takes σ′ with the new template: 0.852352", async () => {
    expectClose(await emStep1d(x, model), { sigma: 0.852352 }, { abs: 1e-6 });
  });

  it("[1] takes the shifts' mean 0.032488, and their deviation about it 1.010577", async () => {
    expectClose(await emStep1d(x, model), { shiftMean: 0.032488, shiftSigma: 1.010577 }, { abs: 1e-6 });
  });

  it("[1] says how likely the traces were under the model that came in: −24.719047", async () => {
    expectClose(await emStep1d(x, model), { logLikelihood: -24.719047 }, { abs: 1e-6 });
  });

  it("[1] returns a new template, hands maxShift on, and leaves its arguments alone", async () => {
    expectClose(await expectUntouched(emStep1d, x, model), { maxShift: 2 }, {});
  });
});
