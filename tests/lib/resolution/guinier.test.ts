import { core, fourier, resolution } from "@cryolab/lib";
import { expect } from "chai";
import { expectClose } from "../../support/close.ts";
import { drawReal, seeded } from "../../support/draw.ts";

const { fourierShellCorrelation, guinierFit, sharpen } = resolution;

/** Power of amplitudes e^(lnF0 − B s²/4) on the shells of side n. */
const falling = (length: number, n: number, pixelSize: number, B: number, lnF0 = 0): Float64Array =>
  Float64Array.from({ length }, (_, k) => Math.exp(2 * (lnF0 - (B * (k / (n * pixelSize)) ** 2) / 4)));

describe("guinierFit", () => {
  it("returns B = 100 Å² and the amplitude at 0 exactly, from lists shorter and longer than n/2", () => {
    for (const [length, n, pixelSize, range] of [
      [33, 64, 1.3, [20, 3]],
      [80, 64, 1.3, [3, 20]],
      [20, 65, 0.7, [1e9, 4]],
    ] as [number, number, number, [number, number]][]) {
      const { B, lnF0 } = guinierFit(falling(length, n, pixelSize, 100, 3), pixelSize, { n, range });
      expectClose([B, lnF0], [100, 3], 1e-9);
    }
  });
  it("is the least-squares line of the shells in range, ends included, without shell 0 and empty ones", () => {
    const n = 40;
    const rng = seeded("guinier");
    const power = drawReal([21], rng).data.map((v) => Math.exp(v));
    power[0] = 1e30;
    power[7] = 0;
    const shells = [4, 5, 6, 8, 9, 10]; // 10 to 4 Å of 40 · 1 Å
    const rows = shells.map((k) => [1, -((k / n) ** 2) / 2]);
    const y = shells.map((k) => Math.log(power[k]));
    // normal equations, written out
    const s = (f: (i: number) => number): number => rows.reduce((sum, _, i) => sum + f(i), 0);
    const [a, b, d] = [s(() => 1), s((i) => rows[i][1]), s((i) => rows[i][1] ** 2)];
    const [u, v] = [s((i) => y[i]), s((i) => rows[i][1] * y[i])];
    const det = a * d - b * b;
    const { B, lnF0 } = guinierFit(power, 1, { n, range: [10, 4] });
    expectClose([B, lnF0], [(a * v - b * u) / det, (d * u - b * v) / det / 2], 1e-9);
  });
  it("grows with the square of the pixel", () => {
    const power = falling(33, 64, 1, 80);
    const one = guinierFit(power, 1, { n: 64, range: [20, 2] }).B;
    expect(guinierFit(power, 2, { n: 64, range: [40, 4] }).B / one).to.be.closeTo(4, 1e-12);
  });
  it("names what it refuses", () => {
    const power = falling(10, 16, 1, 1);
    expect(() => guinierFit(power, 1, { n: 16, range: [4.1, 3.9] })).to.throw(
      RangeError,
      "guinierFit: range must hold at least two shells with power, got 1 in [4.1,3.9] Å",
    );
    expect(() => guinierFit(power, 1, { n: 16, range: [0, 3] })).to.throw(
      "guinierFit: range must be two lengths above 0, got [0,3]",
    );
    expect(() =>
      guinierFit(
        power.map((p) => -p),
        1,
        { n: 16, range: [16, 2] },
      ),
    ).to.throw("power must be finite and >= 0, got -");
  });
});

describe("sharpen", () => {
  it("multiplies by e^(−B s²/4) at every frequency, odd, even, oblong, corners too", () => {
    for (const shape of [
      [4, 5, 6],
      [1, 1, 1],
      [3, 3, 3],
    ] as const) {
      const F = fourier.fft(drawReal(shape, seeded(`sharpen ${shape}`)));
      const { s } = fourier.frequencyGrid(shape, 1.2);
      const G = sharpen(F, -30, 1.2);
      expectClose(
        G.re,
        F.re.map((v, i) => v * Math.exp((30 * s.data[i] ** 2) / 4)),
        1e-11,
      );
      expectClose(
        G.im,
        F.im.map((v, i) => v * Math.exp((30 * s.data[i] ** 2) / 4)),
        1e-11,
      );
      expect(G.re[0]).to.equal(F.re[0]);
      expectClose(sharpen(G, 30, 1.2).re, F.re, 1e-12);
    }
  });
  it("undoes what guinierFit found, and leaves the FSC as it was", () => {
    const n = 20;
    const a = drawReal([n, n, n], seeded("sharpen fsc a"));
    const b = core.mapReal(drawReal([n, n, n], seeded("sharpen fsc b")), (v, i) => v + a.data[i]);
    const blurred = [a, b].map((m) => sharpen(fourier.fft(m), 100, 1.5));
    const maps = blurred.map((F) => ({ shape: a.shape, data: fourier.ifft(F).re }));
    expectClose(
      fourierShellCorrelation(maps[0], maps[1]).fsc.subarray(0, 10),
      fourierShellCorrelation(a, b).fsc.subarray(0, 10),
      0.03,
    ); // the fall within a shell
    const power = fourier.radialAverage(fourier.fftshift(fourier.powerSpectrum(blurred[0]))).value;
    const { B } = guinierFit(power, 1.5, { n, range: [30, 3] });
    expect(B).to.be.closeTo(100, 10); // white noise has its own spread
  });
  it("names what it refuses", () => {
    expect(() => sharpen(core.complexArray([2, 2] as never, new Float64Array(4)), 1, 1)).to.throw(
      RangeError,
      "sharpen: F must be the spectrum of a volume, got shape [2,2]",
    );
    expect(() => sharpen(core.complexArray([1, 1, 1], [1]), Number.NaN, 1)).to.throw(
      "sharpen: B must be finite, got NaN",
    );
  });
});
