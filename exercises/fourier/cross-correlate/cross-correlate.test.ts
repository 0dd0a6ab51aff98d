import { expectClose } from "@cryolab/grader/testing";
import { crossCorrelate } from "./cross-correlate.js";

describe("fourier/cross-correlate", () => {
  it("[3] gives 2 5 8 3 at lags −1 … 2 for 1 2 3 and the shape 1 2", async () => {
    const due = { lags: Int32Array.of(-1, 0, 1, 2), c: Float64Array.of(2, 5, 8, 3) };
    expectClose(await crossCorrelate(Float64Array.of(1, 2, 3), Float64Array.of(1, 2)), due, { abs: 1e-12 });
  });

  it("[2] is largest at +2 where the shape is moved by two places", async () => {
    const shape = Float64Array.of(1, 3, 2, 0, 0);
    const trace = Float64Array.of(0, 0, 1, 3, 2);
    const { lags, c } = await crossCorrelate(trace, shape);
    expectClose(lags[c.indexOf(Math.max(...c))], 2, {});
  });
});
