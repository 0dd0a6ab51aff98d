import { expectClose } from "@cryolab/grader/testing";
import { radialAverage } from "./radial-average.js";

describe("fourier/radial-average", () => {
  it("[1] counts 1, 8 and 12 pixels in an image of 5 × 5", async () => {
    const ones = { shape: [5, 5] as const, data: new Float64Array(25).fill(1) };
    expectClose(
      await radialAverage(ones),
      { value: Float64Array.of(1, 1, 1), count: Float64Array.of(1, 8, 12) },
      { abs: 1e-12 },
    );
  });

  it("[1] finds the mean of a ring: the four neighbours of the centre of 4 × 4 are 3, its diagonal ones 1", async () => {
    const data = new Float64Array(16);
    for (const i of [6, 9, 11, 14]) data[i] = 3; // beside (2, 2)
    for (const i of [5, 7, 13, 15]) data[i] = 1;
    const { value, count } = await radialAverage({ shape: [4, 4] as const, data });
    expectClose(value.slice(0, 2), Float64Array.of(0, 2), { abs: 1e-12 });
    expectClose(count.slice(0, 2), Float64Array.of(1, 8), { abs: 1e-12 });
  });
});
