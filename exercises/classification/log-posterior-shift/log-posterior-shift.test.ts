import { expectClose } from "@cryolab/grader/testing";
import { logPosteriorShift } from "./log-posterior-shift.js";

const model = { template: Float64Array.of(0, 9, 0), sigma: 1, shiftMean: 0, shiftSigma: 1, maxShift: 1 };

describe("classification/log-posterior-shift", () => {
  it("[2] finds the shift of a peak, and how unlikely the others are", async () => {
    expectClose(await logPosteriorShift(Float64Array.of(0, 0, 9), model), Float64Array.of(-81, -80.5, 0), {
      abs: 1e-9,
    });
  });

  it("[2] counts what stays in sight: an empty trace wants the template gone", async () => {
    const edge = { ...model, template: Float64Array.of(1, 2, 2), sigma: 2 };
    const due = Float64Array.of(-1.363533, -0.988533, -0.988533);
    expectClose(await logPosteriorShift(new Float64Array(3), edge), due, { abs: 1e-6 });
  });

  it("[1] knows only the prior where all noise is equal: an empty template", async () => {
    const got = await logPosteriorShift(Float64Array.of(3, 1), { ...model, template: new Float64Array(2) });
    const sum = Math.log(1 + 2 * Math.exp(-0.5));
    expectClose(got, Float64Array.of(-0.5 - sum, -sum, -0.5 - sum), { abs: 1e-9 });
  });
});
