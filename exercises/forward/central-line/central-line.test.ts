import { expectClose } from "@cryolab/grader/testing";
import { fourier } from "@cryolab/lib";
import { centralLine } from "./central-line.js";

describe("forward/central-line", () => {
  it("[2] is the first row of F at θ = 0, and the first column at 90°", async () => {
    const data = Float64Array.of(3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8, 9, 7, 9, 3, 2, 3, 8, 4, 6, 2, 6, 4, 3);
    const F = fourier.fft(fourier.ifftshift({ shape: [5, 5] as const, data }));
    const pick = (step: number) => {
      const at = [0, 1, 2, 3, 4].map((k) => k * step);
      return { shape: [5], re: Float64Array.from(at, (i) => F.re[i]), im: Float64Array.from(at, (i) => F.im[i]) };
    };
    expectClose(await centralLine(F, 0), pick(1), { rel: 1e-9 });
    expectClose(await centralLine(F, Math.PI / 2), pick(5), { rel: 1e-9 });
  });

  it("[3] turns the phase of a point at (2, 1) by −2π k (2 cos θ + sin θ)/n", async () => {
    const n = 33;
    const f = { shape: [n, n] as const, data: new Float64Array(n * n).fill(1, 17 * n + 18, 17 * n + 19) };
    const F = fourier.fft(fourier.ifftshift(f));
    const t = 2 * Math.cos(0.7) + Math.sin(0.7);
    const turn = Float64Array.from({ length: n }, (_, k) => (2 * Math.PI * t * (k < 17 ? k : k - n)) / n);
    const due = { shape: [n], re: turn.map(Math.cos), im: turn.map((v) => -Math.sin(v)) };
    expectClose(await centralLine(F, 0.7), due, { abs: 0.015 });
  });
});
