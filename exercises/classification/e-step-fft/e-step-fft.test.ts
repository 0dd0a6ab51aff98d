import { expectClose } from "@cryolab/grader/testing";
import { eStepFft } from "./e-step-fft.js";

const still = { angles: Float64Array.of(0), maxShift: 1 };

describe("classification/e-step-fft", () => {
  it("[3] knows what is left of a template after a shift, when the picture is empty", async () => {
    const shape = [1, 3] as const;
    const template = { shape, data: Float64Array.of(1, 2, 2) };
    const model = { sigma: 2, shiftSigma: 1 };
    const { data } = await eStepFft({ shape, data: new Float64Array(3) }, template, { grid: still, model });
    // N = 8, 9, 5 for tx = −1, 0, 1 and ty = 0; nothing is left for ty = ±1
    const exponents = [-1, -0.5, -1, -1.5, -1.125, -1.125, -1, -0.5, -1];
    const sum = Math.log(exponents.reduce((total, e) => total + Math.exp(e), 0));
    expectClose(
      data,
      Float64Array.from(exponents, (e) => e - sum),
      { abs: 1e-9 },
    );
  });

  it("[2] finds a shift between even sides", async () => {
    const shape = [4, 4] as const;
    const peak = (x: number, y: number) => ({
      shape,
      data: Float64Array.from({ length: 16 }, (_, i) => (i === 4 * y + x ? 9 : 0)),
    });
    const { data } = await eStepFft(peak(3, 1), peak(2, 2), { grid: still, model: { sigma: 1, shiftSigma: 1 } });
    expectClose(data, Float64Array.of(-81, -80.5, 0, -80.5, -80, -80.5, -81, -80.5, -81), { abs: 1e-9 });
  });

  it("[2] tells a quarter turn from a shift", async () => {
    const shape = [3, 3] as const;
    const template = { shape, data: Float64Array.of(0, 0, 0, 0, 0, 9, 0, 0, 0) };
    const image = { shape, data: Float64Array.of(0, 0, 0, 0, 0, 0, 0, 9, 0) };
    const grid = { angles: Float64Array.of(0, Math.PI / 2), maxShift: 1 };
    const first = [-82, -81.5, -41.5, -81.5, -81, -41, -1, -81.5, -41.5];
    const second = [-82, -81.5, -82, -81.5, 0, -81.5, -41.5, -41, -41.5];
    const data = Float64Array.from([...first, ...second], (v) => v - Math.log(1 + Math.exp(-1)));
    const got = await eStepFft(image, template, { grid, model: { sigma: 1, shiftSigma: 1 } });
    expectClose(got, { shape: [2, 3, 3], data }, { abs: 1e-9 });
  });
});
