import { expectClose } from "@cryolab/grader/testing";
import { logPosteriorPose } from "./log-posterior-pose.js";

const shape = [3, 3] as const;
const template = { shape, data: Float64Array.of(0, 0, 0, 0, 0, 9, 0, 0, 0) };
const grid = { angles: Float64Array.of(0, Math.PI / 2), maxShift: 1 };
const model = { sigma: 1, shiftSigma: 1 };

describe("classification/log-posterior-pose", () => {
  it("[3] knows a quarter turn, and what else may have happened", async () => {
    const image = { shape, data: Float64Array.of(0, 0, 0, 0, 0, 0, 0, 9, 0) };
    // a peak in the wrong place costs 81, one out of sight 40.5
    const first = [-82, -81.5, -41.5, -81.5, -81, -41, -1, -81.5, -41.5];
    const second = [-82, -81.5, -82, -81.5, 0, -81.5, -41.5, -41, -41.5];
    const data = Float64Array.from([...first, ...second], (v) => v - Math.log(1 + Math.exp(-1)));
    expectClose(await logPosteriorPose(image, template, { grid, model }), { shape: [2, 3, 3], data }, { abs: 1e-9 });
  });

  it("[2] knows only the prior of the shifts where the template is empty", async () => {
    const wide = { grid, model: { sigma: 5, shiftSigma: 2 } };
    const { data } = await logPosteriorPose(template, { shape, data: new Float64Array(9) }, wide);
    const prior = [2, 1, 2, 1, 0, 1, 2, 1, 2].map((square) => -square / 8);
    const sum = Math.log(2 * prior.reduce((total, p) => total + Math.exp(p), 0));
    const due = Float64Array.from([...prior, ...prior], (p) => p - sum);
    expectClose(data, due, { abs: 1e-9 });
  });

  it("[2] turns first and moves then; exponents of a million are no trouble", async () => {
    const image = { shape, data: Float64Array.of(0, 0, 0, 0, 0, 0, 9, 0, 0) };
    const sharp = { grid: { ...grid, angles: Float64Array.of(Math.PI / 2) }, model: { sigma: 0.009, shiftSigma: 1 } };
    const { data } = await logPosteriorPose(image, template, sharp);
    const far = [1e6 + 0.5, 1e6, 1e6 + 0.5, 1e6, 1e6 - 0.5, 1e6, 5e5 + 0.5, 5e5, 5e5 + 0.5].map((v) => -v);
    far[3] = 0;
    expectClose(data, Float64Array.from(far), { abs: 1e-6 });
  });
});
