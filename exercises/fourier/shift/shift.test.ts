import { expectClose } from "@cryolab/grader/testing";
import { fourierShift } from "./shift.js";

describe("fourier/shift", () => {
  it("[2] moves δ at the origin to x = 1: F = 1 becomes 1, −i, −1, i along x", async () => {
    const one = { shape: [1, 4] as const, re: Float64Array.of(1, 1, 1, 1), im: new Float64Array(4) };
    const moved = { shape: [1, 4], re: Float64Array.of(1, 0, -1, 0), im: Float64Array.of(0, -1, 0, 1) };
    expectClose(await fourierShift(one, [1, 0]), moved, { abs: 1e-12 });
  });

  it("[2] moves along y with the second number, and back", async () => {
    const one = { shape: [3, 1] as const, re: Float64Array.of(1, 1, 1), im: new Float64Array(3) };
    const s = Math.sqrt(3) / 2;
    const moved = { shape: [3, 1] as const, re: Float64Array.of(1, -0.5, -0.5), im: Float64Array.of(0, -s, s) };
    expectClose(await fourierShift(one, [0, 1]), moved, { abs: 1e-12 });
    expectClose(await fourierShift(moved, [0, -1]), one, { abs: 1e-12 });
  });
});
