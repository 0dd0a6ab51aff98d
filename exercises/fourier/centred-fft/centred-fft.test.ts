import { expectClose } from "@cryolab/grader/testing";
import { centredFft } from "./centred-fft.js";

describe("fourier/centred-fft", () => {
  it("[2] turns δ in the middle of four and of five samples into +1", async () => {
    const even = { shape: [4] as const, data: Float64Array.of(0, 0, 1, 0) };
    expectClose(
      await centredFft(even),
      { shape: [4], re: new Float64Array(4).fill(1), im: new Float64Array(4) },
      { abs: 1e-12 },
    );
    const odd = { shape: [5] as const, data: Float64Array.of(0, 0, 1, 0, 0) };
    expectClose(
      await centredFft(odd),
      { shape: [5], re: new Float64Array(5).fill(1), im: new Float64Array(5) },
      { abs: 1e-12 },
    );
  });

  it("[1] turns δ one place further along x into −1, i, 1, −i in every row", async () => {
    const image = { shape: [2, 4] as const, data: Float64Array.of(0, 0, 0, 0, 0, 0, 0, 1) };
    const due = {
      shape: [2, 4],
      re: Float64Array.of(-1, 0, 1, 0, -1, 0, 1, 0),
      im: Float64Array.of(0, 1, 0, -1, 0, 1, 0, -1),
    };
    expectClose(await centredFft(image), due, { abs: 1e-12 });
  });
});
