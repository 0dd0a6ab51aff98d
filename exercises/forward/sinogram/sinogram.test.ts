import { expectClose } from "@cryolab/grader/testing";
import { sinogram } from "./sinogram.js";

const image = { shape: [3, 3] as const, data: Float64Array.of(0, 1, 0, 2, 4, 8, 0, 16, 0) };

describe("forward/sinogram", () => {
  it("[1] adds up over y at θ = 0", async () => {
    expectClose(
      await sinogram(image, Float64Array.of(0)),
      { shape: [1, 3], data: Float64Array.of(2, 21, 8) },
      { abs: 1e-9 },
    );
  });

  it("[2] has y along the shadow at θ = 90°, and turns it round at 180°", async () => {
    const due = { shape: [2, 3], data: Float64Array.of(1, 14, 16, 8, 21, 2) };
    expectClose(await sinogram(image, Float64Array.of(Math.PI / 2, Math.PI)), due, { abs: 1e-9 });
  });
});
