import { expectClose } from "@cryolab/grader/testing";
import { em2d } from "./em-2d.js";

describe("classification/em-2d", () => {
  it("[4] is the mean of the pictures and their deviation where nothing is turned or moved", async () => {
    const images = { shape: [2, 1, 2] as const, data: Float32Array.of(1, 3, 3, 5) };
    const start = { shape: [1, 2] as const, data: new Float64Array(2) };
    const options = {
      templates: [start],
      angles: Float64Array.of(0),
      maxShift: 0,
      shiftSigma: 1,
      sigma: 2,
      iterations: 2,
    };
    const before = -4 * Math.log(2 * Math.sqrt(2 * Math.PI)) - 44 / 8;
    const after = -4 * Math.log(Math.sqrt(2 * Math.PI)) - 4 / 2;
    expectClose(
      await em2d(images, options),
      {
        templates: [{ shape: [1, 2], data: Float64Array.of(2, 4) }],
        sigma: 1,
        gamma: { shape: [2, 1, 1, 1, 1], data: Float64Array.of(1, 1) },
        logLikelihood: Float64Array.of(before, after),
      },
      { abs: 1e-9 },
    );
  });

  it("[3] turns a picture back before it is averaged", async () => {
    const [right, below] = [5, 7];
    const images = { shape: [2, 3, 3] as const, data: new Float32Array(18) };
    images.data[right] = 8;
    images.data[9 + below] = 10;
    const template = { shape: [3, 3] as const, data: new Float64Array(9) };
    template.data[right] = 9;
    const turns = { angles: Float64Array.of(0, Math.PI / 2), maxShift: 0, shiftSigma: 1 };
    const { templates, sigma, gamma } = await em2d(images, {
      templates: [template],
      ...turns,
      sigma: 1,
      iterations: 1,
    });
    expectClose(gamma, { shape: [2, 1, 2, 1, 1], data: Float64Array.of(1, 0, 0, 1) }, { abs: 1e-9 });
    expectClose(templates, [template], { abs: 1e-9 });
    expectClose(sigma, 1 / 3, { abs: 1e-9 });
  });

  it("[3] weighs two classes and three shifts of a picture of one pixel", async () => {
    const pixel = (value: number) => ({ shape: [1, 1] as const, data: Float64Array.of(value) });
    const images = { shape: [1, 1, 1] as const, data: Float32Array.of(3) };
    const options = {
      templates: [pixel(1), pixel(4)],
      angles: Float64Array.of(0),
      maxShift: 1,
      sigma: 1,
      shiftSigma: 1,
    };
    const { gamma, logLikelihood } = await em2d(images, { ...options, iterations: 1 });
    // p(t) for |t|² = 0, 1, 2; only t = 0 shows the pixel, elsewhere the picture is noise of 3
    const prior = [1, Math.exp(-0.5), Math.exp(-1)].map((p) => p / (1 + 2 * Math.exp(-0.5)) ** 2);
    const unseen = Math.exp(-9 / 2);
    const square = (seen: number) => [2, 1, 2, 1, 0, 1, 2, 1, 2].map((t) => prior[t] * (t === 0 ? seen : unseen));
    const weights = [...square(Math.exp(-2)), ...square(Math.exp(-0.5))];
    const sum = weights.reduce((a, b) => a + b);
    expectClose(gamma, { shape: [1, 2, 1, 3, 3], data: Float64Array.from(weights, (v) => v / sum) }, { abs: 1e-9 });
    expectClose(logLikelihood, Float64Array.of(Math.log(sum / 2) - 0.5 * Math.log(2 * Math.PI)), { abs: 1e-9 });
  });
});
