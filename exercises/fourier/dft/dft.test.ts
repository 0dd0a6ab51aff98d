import { expectClose } from "@cryolab/grader/testing";
import { dft } from "./dft.js";

/** n complex samples from their real and imaginary parts. */
const line = (re: number[], im: number[] = re.map(() => 0)) => ({
  shape: [re.length] as const,
  re: Float64Array.from(re),
  im: Float64Array.from(im),
});

describe("fourier/dft", () => {
  it("[1] turns one wave into one number: e^(2πi j/4) gives 4 at k = 1", async () => {
    const wave = line([1, 0, -1, 0], [0, 1, 0, -1]);
    expectClose(await dft(wave), line([0, 4, 0, 0]), { abs: 1e-12 });
  });

  it("[1] comes back: the inverse of (4, 0, 0) is the constant 4/3", async () => {
    expectClose(await dft(line([4, 0, 0]), true), line([4 / 3, 4 / 3, 4 / 3]), { abs: 1e-12 });
  });
});
