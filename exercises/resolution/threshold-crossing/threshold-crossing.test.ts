import { expectClose, expectNumber } from "@cryolab/grader/testing";
import { cref, resolutionAt, ssnrFromFsc } from "./threshold-crossing.js";

describe("resolution/threshold-crossing", () => {
  it("[2] finds 0.25 at s = 0.15 between 0.5 and 0: 6.667 Å", async () => {
    const s = Float64Array.of(0, 0.1, 0.2);
    expectNumber(await resolutionAt(s, Float64Array.of(1, 0.5, 0), 0.25), 1 / 0.15, { rel: 1e-12 });
  });

  it("[1] gives Cref(1/7) = 1/2", async () => {
    expectClose(await cref(Float64Array.of(1, 1 / 7)), Float64Array.of(1, 0.5), { abs: 1e-12 });
  });

  it("[1] gives SSNR = 2 at F = 0.5", async () => {
    expectClose(await ssnrFromFsc(Float64Array.of(0, 0.5)), Float64Array.of(0, 2), { abs: 1e-12 });
  });
});
