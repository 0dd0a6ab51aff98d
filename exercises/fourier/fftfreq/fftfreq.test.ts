import { expectClose } from "@cryolab/grader/testing";
import { fftfreq } from "./fftfreq.js";

describe("fourier/fftfreq", () => {
  it("[1] gives 0, 0.25, −0.5, −0.25 for four pixels of 1 Å", async () => {
    expectClose(await fftfreq(4, 1), Float64Array.of(0, 0.25, -0.5, -0.25), { abs: 1e-15 });
  });

  it("[1] gives 0, 0.1, 0.2, −0.2, −0.1 for five pixels of 2 Å", async () => {
    expectClose(await fftfreq(5, 2), Float64Array.of(0, 0.1, 0.2, -0.2, -0.1), { abs: 1e-15 });
  });
});
