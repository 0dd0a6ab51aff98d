import { core, fourier, type Image, type ImageSpectrum, optics as room } from "@cryolab/lib";
import { expect } from "chai";
import { expectClose } from "../../support/close.ts";
import { drawComplex, drawReal, seeded } from "../../support/draw.ts";

const { ctf2d, phaseFlip, wienerFilter } = room;
const lens = {
  voltageKv: 300,
  csMm: 2,
  amplitudeContrast: 0.1,
  defocusU: 15000,
  defocusV: 14000,
  astigmatismAngle: 0.4,
  phaseShift: 0,
  bFactor: 0,
};

const asSpectrum = (a: Image): ImageSpectrum => core.complexArray(a.shape, a.data);

describe("phaseFlip", () => {
  it("changes the sign where the CTF is negative and nothing else, oblong, zero and NaN", () => {
    const F = drawComplex([5, 8], seeded("flip"));
    const ctf = drawReal([5, 8], seeded("flip ctf"));
    ctf.data[3] = 0;
    const flipped = phaseFlip(F, ctf);
    for (let i = 0; i < 40; i++) {
      const sign = ctf.data[i] < 0 ? -1 : 1;
      expect([flipped.re[i], flipped.im[i]]).to.deep.equal([sign * F.re[i], sign * F.im[i]]);
    }
    expect(() => phaseFlip(F, core.zeros([8, 5]))).to.throw(
      RangeError,
      "phaseFlip: the transfer function must have shape [5,8], got [8,5]",
    );
  });
  it("makes |CTF| of what the CTF has done", () => {
    const F = fourier.fft(drawReal([16, 16], seeded("flip lens")));
    const ctf = ctf2d([16, 16], 1.5, lens);
    const seen = { shape: F.shape, re: F.re.map((v, i) => v * ctf.data[i]), im: F.im.map((v, i) => v * ctf.data[i]) };
    expectClose(
      phaseFlip(seen, ctf).re,
      F.re.map((v, i) => v * Math.abs(ctf.data[i])),
      0,
    );
  });
});

describe("wienerFilter", () => {
  it("is the least-squares answer: it minimises |H F − X|² + |F|²/snr", () => {
    const X = drawComplex([4, 7], seeded("wiener X"));
    const H = drawComplex([4, 7], seeded("wiener H"));
    const F = wienerFilter(X, H, 3);
    const cost = (i: number, dRe: number, dIm: number): number => {
      const [x, y] = [F.re[i] + dRe, F.im[i] + dIm];
      return (
        (H.re[i] * x - H.im[i] * y - X.re[i]) ** 2 + (H.re[i] * y + H.im[i] * x - X.im[i]) ** 2 + (x * x + y * y) / 3
      );
    };
    const d = 1e-4;
    for (let i = 0; i < 28; i++) {
      expect(Math.abs(cost(i, d, 0) - cost(i, -d, 0)) / (2 * d)).to.be.below(1e-8);
      expect(Math.abs(cost(i, 0, d) - cost(i, 0, -d)) / (2 * d)).to.be.below(1e-8);
    }
  });
  it("is 0 at snr 0, the inverse at ∞ with 0 where H is 0, and never gains more than √snr/2", () => {
    const X = drawComplex([3, 3], seeded("wiener limits"));
    const H = drawComplex([3, 3], seeded("wiener limits H"));
    H.re[4] = 0;
    H.im[4] = 0;
    expectClose(wienerFilter(X, H, 0).re, new Float64Array(9), 0);
    const F = wienerFilter(X, H, Infinity);
    expect([F.re[4], F.im[4]]).to.deep.equal([0, 0]);
    for (let i = 0; i < 9; i++) if (i !== 4) expectClose([H.re[i] * F.re[i] - H.im[i] * F.im[i]], [X.re[i]], 1e-14);
    const ctf = ctf2d([200, 200], 1.26, lens);
    const ones = core.complexArray([200, 200], new Float64Array(40000).fill(1));
    const gains = wienerFilter(ones, asSpectrum(ctf), 5000).re.map(Math.abs);
    expect(gains.reduce((a, v) => Math.max(a, v), 0)).to.be.within(35, Math.sqrt(5000) / 2 + 1e-12);
  });
  it("reads an snr for every shell, and 0 beyond the last", () => {
    const X = drawComplex([6, 8], seeded("wiener shells"));
    const H = drawComplex([6, 8], seeded("wiener shells H"));
    const snr = Float64Array.of(10, 1, 0, Infinity);
    const F = wienerFilter(X, H, snr);
    for (let i = 0; i < 48; i++) {
      const [ky, kx] = [Math.floor(i / 8), i % 8].map((k, axis) => (k < [3, 4][axis] ? k : k - [6, 8][axis]));
      const shell = Math.round(Math.hypot(kx, ky));
      const single = wienerFilter(X, H, snr[shell] ?? 0);
      expect([F.re[i], F.im[i]]).to.deep.equal([single.re[i], single.im[i]]);
    }
  });
  it("names what it refuses", () => {
    const F = drawComplex([2, 2], seeded("refuse"));
    expect(() => wienerFilter(F, F, -1)).to.throw(RangeError, "wienerFilter: snr must be >= 0, got -1 at index 0");
    expect(() => wienerFilter(F, F, Float64Array.of(1, Number.NaN))).to.throw("got NaN at index 1");
    expect(() => wienerFilter(F, drawComplex([2, 3], seeded("r")), 1)).to.throw("must have shape [2,2], got [2,3]");
  });
});
