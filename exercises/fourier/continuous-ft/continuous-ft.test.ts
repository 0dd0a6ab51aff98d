import { expectClose } from "@cryolab/grader/testing";
import { continuousFt } from "./continuous-ft.js";

describe("fourier/continuous-ft", () => {
  it("[3] finds that e^(−πx²) is its own transform, for even and odd n", async () => {
    for (const n of [64, 65]) {
      const { s, F } = await continuousFt((x) => Math.exp(-Math.PI * x * x), 8, n);
      const re = s.map((v) => Math.exp(-Math.PI * v * v));
      expectClose(F, { shape: [n], re, im: new Float64Array(n) }, { abs: 1e-6 });
    }
  });

  it("[2] has x = −1, 0 for two samples of a window of 2, and s = 0, ½", async () => {
    const { s, F } = await continuousFt((x) => 3 + x, 2, 2);
    expectClose(s.map(Math.abs).sort(), Float64Array.of(0, 0.5), { abs: 1e-12 });
    const zero = s.indexOf(0);
    expectClose([F.re[zero], F.re[1 - zero]], [5, 1], { abs: 1e-12 });
  });
});
