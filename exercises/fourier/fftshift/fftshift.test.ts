import { expectClose } from "@cryolab/grader/testing";
import { fftshift, ifftshift } from "./fftshift.js";

const line = (...values: number[]) => ({ shape: [values.length] as const, data: Float64Array.from(values) });

describe("fourier/fftshift", () => {
  it("[1] turns 0 1 2 3 4 into 3 4 0 1 2, and back", async () => {
    expectClose(await fftshift(line(0, 1, 2, 3, 4)), line(3, 4, 0, 1, 2), {});
    expectClose(await ifftshift(line(3, 4, 0, 1, 2)), line(0, 1, 2, 3, 4), {});
  });

  it("[1] rolls rows and columns of an image of 2 rows and 3 columns", async () => {
    const image = { shape: [2, 3] as const, data: Float64Array.of(0, 1, 2, 10, 11, 12) };
    expectClose(await fftshift(image), { shape: [2, 3], data: Float64Array.of(12, 10, 11, 2, 0, 1) }, {});
    expectClose(await fftshift(image, [1]), { shape: [2, 3], data: Float64Array.of(2, 0, 1, 12, 10, 11) }, {});
  });
});
