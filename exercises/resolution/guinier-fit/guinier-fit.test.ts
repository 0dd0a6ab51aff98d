import { expectClose } from "@cryolab/grader/testing";
import { guinierFit, sharpen } from "./guinier-fit.js";

describe("resolution/guinier-fit", () => {
  it("[2] finds 100 Å² and ln F0 = 3 of amplitudes that fall as e^(3 − 100 s²/4)", async () => {
    const power = Float64Array.from({ length: 33 }, (_, k) => Math.exp(2 * (3 - 25 * (k / 96) ** 2)));
    const got = await guinierFit(power, 1.5, { n: 64, range: [12, 4] });
    expectClose(got, { B: 100, lnF0: 3 }, { abs: 1e-8 });
  });

  it("[1] multiplies by e^(−B s²/4): at s = 0.1 Å⁻¹ and B = −80 Å² by e^0.2", async () => {
    const F = { shape: [1, 1, 5] as const, re: Float64Array.of(1, 1, 1, 1, 1), im: Float64Array.of(0, 2, 0, 0, 0) };
    const [a, b] = [Math.exp(0.2), Math.exp(0.8)];
    const due = { shape: [1, 1, 5], re: Float64Array.of(1, a, b, b, a), im: Float64Array.of(0, 2 * a, 0, 0, 0) };
    expectClose(await sharpen(F, -80, 2), due, { abs: 1e-12 });
  });
});
