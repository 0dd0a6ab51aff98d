import { core, fourier, resolution, sampling, type Volume } from "@cryolab/lib";
import { expect } from "chai";
import { expectClose } from "../../support/close.ts";
import { drawReal, seeded } from "../../support/draw.ts";

const { fourierShellCorrelation, maskedFscCorrected, modifiedFsc, phaseRandomise } = resolution;
const { fft, ifft, lowPass, powerSpectrum, shellIndex } = fourier;

/** The calibrated case: 64³, one signal up to shell 8 in both halves, white noise in each, hard mask of radius 14. */
function calibrated(seed: string): { a: Volume; b: Volume; mask: Volume } {
  const n = 64;
  const signal = lowPass(drawReal([n, n, n], seeded(`${seed} signal`)), 1, { resolution: 64 / 8.5 });
  const power = signal.data.reduce((s, v) => s + v * v, 0) / n ** 3;
  const half = (name: string): Volume => {
    const noise = drawReal([n, n, n], seeded(`${seed} ${name}`));
    return core.mapReal(signal, (v, i) => (0.9 * v) / Math.sqrt(power) + noise.data[i]);
  };
  return { a: half("a"), b: half("b"), mask: sampling.sphereMask(n, 13.99) };
}
const mean = (curve: Float64Array, from: number, to: number): number =>
  curve.subarray(from, to + 1).reduce((s, v) => s + v, 0) / (to + 1 - from);

describe("phaseRandomise", () => {
  it("keeps every amplitude, and every value below the shell, lines, squares and cubes, odd and even", () => {
    for (const shape of [[9], [8], [7, 7], [10, 10], [6, 6, 6], [5, 5, 5], [1]])
      for (const from of [1, 2, 3]) {
        const a = drawReal(shape, seeded(`phases ${shape}`));
        const b = phaseRandomise(a, from, seeded(`phases rng ${from}`));
        expect(b.shape).to.deep.equal(shape);
        const [A, B] = [fft(a), fft(b)];
        expectClose(powerSpectrum(B).data.map(Math.sqrt), powerSpectrum(A).data.map(Math.sqrt), 1e-12);
        shellIndex(shape).forEach((k, i) => {
          if (k < from) expectClose([B.re[i], B.im[i]], [A.re[i], A.im[i]], 1e-12);
        });
      }
  });
  it("leaves nothing of the phases: correlation 0 beyond the shell, other phases at every call", () => {
    const n = 24;
    const a = drawReal([n, n, n], seeded("phases cube"));
    const rng = seeded("phases gone");
    const [b, c] = [phaseRandomise(a, 4, rng), phaseRandomise(a, 4, rng)];
    for (const [u, v] of [
      [a, b],
      [b, c],
    ]) {
      const { fsc, count } = fourierShellCorrelation(u, v);
      for (let k = 0; k < 4; k++) expect(fsc[k]).to.be.closeTo(1, 1e-12);
      for (let k = 4; k <= 12; k++) expect(Math.abs(fsc[k]), `shell ${k}`).to.be.below(5 / Math.sqrt(count[k] / 2));
    }
  });
  it("refuses shells below 1", () => {
    for (const from of [0, 1.5])
      expect(() => phaseRandomise(core.zeros([4]), from, seeded("x"))).to.throw(
        RangeError,
        `phaseRandomise: from must be a whole number >= 1, got ${from}`,
      );
  });
});

describe("maskedFscCorrected", () => {
  it("is the FSC after the mask, and the formula of its own curves", () => {
    const n = 20;
    const a = drawReal([n, n, n], seeded("masked a"));
    const b = core.mapReal(drawReal([n, n, n], seeded("masked b")), (v, i) => v + a.data[i]);
    const mask = sampling.sphereMask(n, 5, { edge: 3 });
    const under = (m: Volume): Volume => core.mapReal(m, (v, i) => v * mask.data[i]);
    const told: number[] = [];
    const progress = (done: number): number => told.push(done);
    const options = { mask, from: 4, rng: seeded("masked rng"), progress };
    const { masked, random, corrected } = maskedFscCorrected(a, b, options);
    expect(told).to.deep.equal([1, 2, 3, 4]);
    expectClose(masked, fourierShellCorrelation(under(a), under(b)).fsc, 1e-12);
    const rng = seeded("masked rng");
    const first = phaseRandomise(a, 4, rng);
    expectClose(random, fourierShellCorrelation(under(first), under(phaseRandomise(b, 4, rng))).fsc, 1e-12);
    for (let k = 0; k <= 10; k++)
      expect(corrected[k]).to.be.closeTo(k < 4 ? masked[k] : (masked[k] - random[k]) / (1 - random[k]), 1e-14);
  });
  it("has the numbers of the calibrated case: 0 unmasked, 0.37 masked, about 0 corrected, in shells 11 to 17", () => {
    let sum = 0;
    for (const seed of ["one", "two", "three"]) {
      const { a, b, mask } = calibrated(seed);
      expect(Math.abs(mean(fourierShellCorrelation(a, b).fsc, 11, 17))).to.be.below(0.02);
      const { masked, corrected } = maskedFscCorrected(a, b, { mask, from: 9, rng: seeded(`${seed} phases`) });
      expect(mean(masked, 11, 17)).to.be.within(0.3, 0.5);
      expect(Math.abs(mean(corrected, 11, 17))).to.be.below(0.12);
      sum += mean(corrected, 11, 17) / 3;
    }
    expect(Math.abs(sum)).to.be.below(0.09); // from seed to seed 0.05
  });
  it("names what it refuses", () => {
    const a = core.zeros([4, 4, 4]);
    const options = { mask: a, from: 1, rng: seeded("x") };
    expect(() => maskedFscCorrected(a, core.zeros([5, 5, 5]), options)).to.throw(
      RangeError,
      "maskedFscCorrected: b must be a cube of side 4, got shape [5,5,5]",
    );
    expect(() => maskedFscCorrected(a, a, { ...options, mask: core.zeros([4, 4]) as unknown as Volume })).to.throw(
      "mask must be a cube of side 4, got shape [4,4]",
    );
    expect(() => maskedFscCorrected(a, a, { ...options, from: 0 })).to.throw("from must be a whole number >= 1, got 0");
  });
});

describe("modifiedFsc", () => {
  it("is the definition by plain sums, an asymmetric mask, soft and hard shells, odd and even", () => {
    for (const n of [5, 6]) {
      const a = drawReal([n, n, n], seeded(`mfsc a ${n}`));
      const b = core.mapReal(drawReal([n, n, n], seeded(`mfsc b ${n}`)), (v, i) => v + 2 * a.data[i]);
      const mask = core.mapReal(drawReal([n, n, n], seeded(`mfsc m ${n}`)), Math.abs);
      for (const sigma of [0, 0.7, 2]) {
        const radius = Float64Array.from({ length: n ** 3 }, (_, i) =>
          Math.hypot(...[i % n, Math.floor(i / n) % n, Math.floor(i / n / n)].map((k) => (2 * k < n ? k : k - n))),
        );
        const shells = shellIndex([n, n, n]);
        const filtered = (m: Volume, s: number): Float64Array => {
          const F = fft(m);
          const w = radius.map((r, i) =>
            sigma === 0 ? Number(shells[i] === s) : Math.exp(-((r - s) ** 2) / (2 * sigma ** 2)),
          );
          return ifft({ shape: F.shape, re: F.re.map((v, i) => v * w[i]), im: F.im.map((v, i) => v * w[i]) }).re;
        };
        const expected = Array.from({ length: Math.floor(n / 2) + 1 }, (_, s) => {
          const [u, v] = [filtered(a, s), filtered(b, s)];
          const dot = (x: Float64Array, y: Float64Array): number =>
            x.reduce((t, value, i) => t + mask.data[i] * value * y[i], 0);
          return dot(u, v) / Math.sqrt(dot(u, u) * dot(v, v));
        });
        expectClose(modifiedFsc(a, b, { mask, sigma }), expected, 1e-12);
      }
    }
  });
  it("is the FSC for a mask of ones and hard shells, 0 for an empty mask or shell", () => {
    const n = 15;
    const a = drawReal([n, n, n], seeded("ones a"));
    const b = core.mapReal(drawReal([n, n, n], seeded("ones b")), (v, i) => v + a.data[i]);
    const ones = core.mapReal(a, () => 1);
    expectClose(modifiedFsc(a, b, { mask: ones, sigma: 0 }), fourierShellCorrelation(a, b).fsc, 1e-12);
    expectClose(modifiedFsc(a, b, { mask: core.zeros([n, n, n]), sigma: 1 }), new Float64Array(8), 0);
    const smooth = lowPass(a, 1, { resolution: 15 / 3.5 });
    expectClose(modifiedFsc(smooth, b, { mask: ones, sigma: 0 }).subarray(5), new Float64Array(3), 0);
  });
  it("is below 0.05 in shells 11 to 17 of the calibrated case, and below 0.15 in shell 10", () => {
    const { a, b, mask } = calibrated("one");
    const told: number[] = [];
    const curve = modifiedFsc(a, b, { mask, sigma: 0.5, progress: (done) => told.push(done) });
    expect(Math.abs(mean(curve, 11, 17))).to.be.below(0.05);
    expect(Math.abs(curve[10])).to.be.below(0.15);
    expect(curve[6]).to.be.above(0.8);
    expect(told.length).to.equal(33);
  }).timeout(60000);
  it("names what it refuses", () => {
    const a = core.zeros([4, 4, 4]);
    expect(() => modifiedFsc(a, a, { mask: a, sigma: -1 })).to.throw(
      RangeError,
      "modifiedFsc: sigma must be finite and >= 0, got -1",
    );
    expect(() => modifiedFsc(a, a, { mask: a, sigma: 1, signal: { aborted: true } })).to.throw(
      "modifiedFsc: stopped before shell 1 of 3",
    );
  });
});
