import { expectClose } from "@cryolab/grader/testing";
import { wienerFilter } from "./wiener-filter.js";

const spectrum = (re: number[], im: number[]) => ({
  shape: [1, re.length] as const,
  re: Float64Array.from(re),
  im: Float64Array.from(im),
});

describe("optics/wiener-filter", () => {
  it("[1] divides by H + 1/(snr · H) where H is real, and gives 0 where H is 0", async () => {
    const F = spectrum([3, 3, 3], [0, 6, 0]);
    const got = await wienerFilter(F, spectrum([1, -0.5, 0], [0, 0, 0]), 2);
    expectClose(got, spectrum([2, -2, 0], [0, -4, 0]), { abs: 1e-12 });
  });

  it("[1] reads the snr of each shell: on a line of 4 the shells are 0, 1, 2, 1", async () => {
    const ones = spectrum([1, 1, 1, 1], [0, 0, 0, 0]);
    const got = await wienerFilter(ones, ones, Float64Array.of(1, 3, 0));
    expectClose(got, spectrum([0.5, 0.75, 0, 0.75], [0, 0, 0, 0]), { abs: 1e-12 });
  });
});
