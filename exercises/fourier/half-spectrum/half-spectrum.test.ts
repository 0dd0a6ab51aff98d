import { expectClose } from "@cryolab/grader/testing";
import { fullFromHalf } from "./half-spectrum.js";

const spectrum = (shape: readonly number[], re: number[], im: number[]) => ({
  shape,
  re: Float64Array.from(re),
  im: Float64Array.from(im),
});

describe("fourier/half-spectrum", () => {
  it("[3] completes three values to four and to five", async () => {
    const half = spectrum([3], [9, 1, 2], [0, 5, 6]);
    expectClose(await fullFromHalf(half, [5]), spectrum([5], [9, 1, 2, 2, 1], [0, 5, 6, -6, -5]), {});
    const even = spectrum([3], [9, 1, 2], [0, 5, 0]);
    expectClose(await fullFromHalf(even, [4]), spectrum([4], [9, 1, 2, 1], [0, 5, 0, -5]), {});
  });

  it("[2] takes the mate of a row from row −k", async () => {
    const half = spectrum([3, 2], [1, 2, 3, 4, 5, 6], [0, 7, 8, 9, -8, 10]);
    const full = spectrum([3, 3], [1, 2, 2, 3, 4, 6, 5, 6, 4], [0, 7, -7, 8, 9, -10, -8, 10, -9]);
    expectClose(await fullFromHalf(half, [3, 3]), full, {});
  });
});
