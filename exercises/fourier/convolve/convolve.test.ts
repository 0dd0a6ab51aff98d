import { expectClose } from "@cryolab/grader/testing";
import { convolve } from "./convolve.js";

const image = (ny: number, nx: number, ...values: number[]) => ({
  shape: [ny, nx] as const,
  data: Float64Array.from(values),
});

describe("fourier/convolve", () => {
  it("[2] gives 1 4 7 6 for 1 2 3 with the kernel 1 2, in full", async () => {
    const full = await convolve(image(1, 3, 1, 2, 3), image(1, 2, 1, 2), { mode: "full" });
    expectClose(full, image(1, 4, 1, 4, 7, 6), { abs: 1e-12 });
  });

  it("[2] cuts 4 7 6 out of it in same, where the origin of two pixels is the second", async () => {
    const same = await convolve(image(1, 3, 1, 2, 3), image(1, 2, 1, 2), { mode: "same" });
    expectClose(same, image(1, 3, 4, 7, 6), { abs: 1e-12 });
  });

  it("[1] continues the image periodically in wrap", async () => {
    const wrapped = await convolve(image(3, 1, 1, 2, 3), image(2, 1, 1, 2), { mode: "wrap" });
    expectClose(wrapped, image(3, 1, 4, 7, 7), { abs: 1e-12 });
  });
});
