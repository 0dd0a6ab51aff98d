import { expectClose } from "@cryolab/grader/testing";
import { lowPass } from "./low-pass.js";

/** A constant 5 with waves of three and of one period along x, 16 voxels of 2 Å: 10.7 Å and 32 Å. */
const waves = (coarse: number, fine: number) => ({
  shape: [1, 1, 16] as const,
  data: Float64Array.from(
    { length: 16 },
    (_, x) => 5 + coarse * Math.cos((2 * Math.PI * x) / 16) + fine * Math.cos((6 * Math.PI * x) / 16),
  ),
});

describe("fourier/low-pass", () => {
  it("[2] takes the fine wave away and leaves the coarse one", async () => {
    expectClose(await lowPass(waves(1, 1), 2, { resolution: 20 }), waves(1, 0), { abs: 1e-12 });
    expectClose(await lowPass(waves(1, 1), 2, { resolution: 10 }), waves(1, 1), { abs: 1e-12 });
  });

  it("[1] halves the wave at s_c with a gaussian edge", async () => {
    const filtered = await lowPass(waves(1, 0), 2, { resolution: 32, edge: "gaussian" });
    expectClose(filtered, waves(0.5, 0), { abs: 1e-12 });
  });
});
