import { classification, core, fourier, type Image, type ImageSpectrum, optics } from "@cryolab/lib";
import { expect } from "chai";
import { expectClose } from "../../support/close.ts";
import { drawReal, seeded } from "../../support/draw.ts";

const { logLikelihoodCtf, mStepCtf, noiseSpectrumUpdate, signalPriorUpdate } = classification;
const { fft, ifft, noiseWithSpectrum, rfft, shellIndex } = fourier;
const lens = {
  voltageKv: 300,
  csMm: 2.7,
  amplitudeContrast: 0.1,
  defocusU: 9000,
  defocusV: 9000,
  astigmatismAngle: 0,
  phaseShift: 0,
  bFactor: 0,
};
const ctf = (n: number, defocus: number): Image =>
  optics.ctf2d([n, n], 2, { ...lens, defocusU: defocus, defocusV: defocus });
const times = (F: ImageSpectrum, C: Image): ImageSpectrum => ({
  shape: F.shape,
  re: F.re.map((v, i) => v * C.data[i]),
  im: F.im.map((v, i) => v * C.data[i]),
});
const spectrum = (n: number, name: string): ImageSpectrum => fft(drawReal([n, n], seeded(name)));

describe("logLikelihoodCtf", () => {
  it("is the Gaussian likelihood of the pixels for white noise, by Parseval, odd and even", () => {
    for (const n of [1, 5, 8]) {
      const x = drawReal([n, n], seeded(`likelihood x ${n}`));
      const A = spectrum(n, `likelihood a ${n}`);
      const C = ctf(n, 9000);
      const seen = ifft(times(A, C)).re;
      const v = 0.7;
      const expected = x.data.reduce((s, p, i) => s - (p - seen[i]) ** 2 / (2 * v) - Math.log(2 * Math.PI * v) / 2, 0);
      expect(logLikelihoodCtf(fft(x), A, { ctf: C, variance: Float64Array.of(v) })).to.be.closeTo(expected, 1e-9);
    }
  });
  it("is the half plane counted with its mates, shell by shell, the last entry for all beyond", () => {
    for (const n of [6, 9]) {
      const x = drawReal([n, n], seeded(`half plane ${n}`));
      const a = drawReal([n, n], seeded(`half plane a ${n}`));
      const C = ctf(n, 5000);
      const variance = Float64Array.of(2, 0.5, 1.3);
      const [X, A] = [rfft(x), rfft(a)];
      const weights = fourier.hermitianWeights(n);
      const h = weights.length;
      let sum = 0;
      for (let i = 0; i < X.re.length; i++) {
        const [ky, kx] = [Math.floor(i / h), i % h];
        const y = ky < n / 2 ? ky : ky - n;
        const v = variance[Math.min(2, Math.round(Math.hypot(kx, y)))];
        const c = C.data[ky * n + kx];
        const power = (X.re[i] - c * A.re[i]) ** 2 + (X.im[i] - c * A.im[i]) ** 2;
        sum -= (weights[kx] / 2) * (power / (n * n * v) + Math.log(2 * Math.PI * v));
      }
      expect(logLikelihoodCtf(fft(x), fft(a), { ctf: C, variance })).to.be.closeTo(sum, 1e-10);
    }
  });
  it("expects −N/2 (1 + ln 2πσ²) at the truth, within 3 standard deviations", () => {
    const n = 64;
    const variance = Float64Array.from({ length: 33 }, (_, s) => 0.2 + 2 / (1 + s));
    const A = spectrum(n, "truth");
    const C = ctf(n, 12000);
    const psd = (radius: number): number => variance[Math.min(32, Math.round(radius))];
    const noise = noiseWithSpectrum([n, n], psd, { pixelSize: 1 / n, rng: seeded("truth noise") });
    const clean = ifft(times(A, C)).re;
    const X = fft(core.mapReal(noise, (v, i) => v + clean[i]));
    const logs = shellIndex([n, n]).reduce((s, k) => s + Math.log(2 * Math.PI * variance[Math.min(32, k)]), 0);
    const value = logLikelihoodCtf(X, A, { ctf: C, variance });
    expect(Math.abs(value + (n * n + logs) / 2)).to.be.below(3 * Math.sqrt((n * n) / 2));
  });
  it("names what it refuses", () => {
    const A = spectrum(3, "refuse");
    const options = { ctf: core.zeros([3, 3]), variance: Float64Array.of(1) };
    expect(() => logLikelihoodCtf(A, spectrum(4, "r"), options)).to.throw(
      RangeError,
      "logLikelihoodCtf: template must have shape [3,3], got [4,4]",
    );
    expect(() => logLikelihoodCtf(A, A, { ...options, variance: Float64Array.of(1, 0) })).to.throw(
      "variance must be finite and above 0, got 0 at index 1",
    );
    expect(() => logLikelihoodCtf(A, A, { ...options, ctf: core.zeros([2, 3]) })).to.throw(
      "ctf must have shape [3,3], got [2,3]",
    );
  });
});

describe("mStepCtf", () => {
  it("is the top of the posterior: no step rises", () => {
    const n = 5;
    const images = [0, 1, 2].map((i) => spectrum(n, `m ${i}`));
    const ctfs = [3000, 9000, 20000].map((d) => ctf(n, d));
    const gamma = Float64Array.of(0.2, 1.5, 0.7);
    const variance = Float64Array.of(2, 0.5, 1);
    const prior = Float64Array.of(1, 3);
    const A = mStepCtf(images, ctfs, { gamma, variance, prior });
    const shells = shellIndex([n, n]);
    const objective = (F: ImageSpectrum): number =>
      images.reduce((s, X, i) => s + gamma[i] * logLikelihoodCtf(X, F, { ctf: ctfs[i], variance }), 0) -
      F.re.reduce((s, v, k) => s + (v * v + F.im[k] ** 2) / (2 * n * n * prior[Math.min(1, shells[k])]), 0);
    const top = objective(A);
    const d = 1e-3;
    for (let k = 0; k < n * n; k++)
      for (const part of ["re", "im"] as const) {
        const step = (by: number): number => {
          const moved = { shape: A.shape, re: A.re.slice(), im: A.im.slice() };
          moved[part][k] += by;
          return objective(moved);
        };
        expect(step(d)).to.be.below(top);
        expect(step(-d)).to.be.below(top);
        expect(Math.abs(step(d) - step(-d))).to.be.below(1e-10);
      }
  });
  it("gives the truth back without noise where a CTF is not 0, and 0 elsewhere, whatever order or contrast", () => {
    const n = 6;
    const A = spectrum(n, "noiseless");
    const ctfs = [3000, 9000, -4000].map((defocus) => core.mapReal(ctf(n, defocus), (v, k) => (k === 7 ? 0 : v)));
    const images = ctfs.map((C) => times(A, C));
    const options = { gamma: Float64Array.of(1, 2, 3), variance: Float64Array.of(1), prior: Float64Array.of(Infinity) };
    const F = mStepCtf(images, ctfs, options);
    for (let k = 0; k < 36; k++) expectClose([F.re[k], F.im[k]], k === 7 ? [0, 0] : [A.re[k], A.im[k]], 1e-11);
    const back = mStepCtf([...images].reverse(), [...ctfs].reverse(), { ...options, gamma: Float64Array.of(3, 2, 1) });
    expectClose(back.re, F.re, 1e-12);
    const none = mStepCtf(images, ctfs, { ...options, prior: Float64Array.of(0) });
    expectClose(none.re, new Float64Array(36), 0);
  });
  it("names what it refuses", () => {
    const X = spectrum(3, "refuse");
    const C = core.zeros([3, 3]);
    const options = { gamma: Float64Array.of(1), variance: Float64Array.of(1), prior: Float64Array.of(1) };
    expect(() => mStepCtf([], [], { ...options, gamma: new Float64Array(0) })).to.throw(
      RangeError,
      "mStepCtf: images must hold at least one, got none",
    );
    expect(() => mStepCtf([X], [C, C], options)).to.throw("images, ctfs and gamma must be as many, got 1, 2 and 1");
    expect(() => mStepCtf([X], [C], { ...options, gamma: Float64Array.of(-1) })).to.throw(
      "gamma must be finite and >= 0, got -1 at index 0",
    );
    expect(() => mStepCtf([X], [C], { ...options, prior: Float64Array.of(Number.NaN) })).to.throw(
      "prior must be >= 0, got NaN at index 0",
    );
  });
});

describe("noiseSpectrumUpdate", () => {
  const n = 8;
  const images = [0, 1, 2].map((i) => spectrum(n, `noise ${i}`));
  const ctfs = [3000, 9000, 20000].map((d) => ctf(n, d));
  const gamma = Float64Array.of(0.2, 1.5, 0.7);
  it("makes the weighted likelihood largest: no step of any shell rises", () => {
    const template = spectrum(n, "noise template");
    const variance = noiseSpectrumUpdate(images, ctfs, { template, gamma });
    expect(variance.length).to.equal(5);
    const objective = (v: Float64Array): number =>
      images.reduce((s, X, i) => s + gamma[i] * logLikelihoodCtf(X, template, { ctf: ctfs[i], variance: v }), 0);
    const top = objective(variance);
    for (let s = 0; s < 5; s++)
      for (const factor of [0.99, 1.01])
        expect(objective(variance.map((v, i) => (i === s ? factor * v : v)))).to.be.below(top);
  });
  it("finds the spectrum that made the noise, within 5 standard errors", () => {
    const side = 32;
    const truth = Float64Array.from({ length: 17 }, (_, s) => 0.5 + 3 / (1 + s));
    const A = spectrum(side, "noise truth");
    const C = ctf(side, 9000);
    const rng = seeded("noise draws");
    const psd = (radius: number): number => truth[Math.min(16, Math.round(radius))];
    const many = Array.from({ length: 40 }, () => {
      const N = fft(noiseWithSpectrum([side, side], psd, { pixelSize: 1 / side, rng }));
      const seen = times(A, C);
      return { shape: A.shape, re: N.re.map((v, i) => v + seen.re[i]), im: N.im.map((v, i) => v + seen.im[i]) };
    });
    const found = noiseSpectrumUpdate(
      many,
      many.map(() => C),
      { template: A, gamma: new Float64Array(40).fill(1) },
    );
    const shells = shellIndex([side, side]);
    for (let s = 0; s <= 16; s++) {
      const count = shells.filter((k) => Math.min(k, 16) === s).length;
      expect(Math.abs(found[s] / truth[s] - 1), `shell ${s}`).to.be.below(5 * Math.sqrt(2 / (40 * count)));
    }
  });
  it("refuses weights that are all 0", () => {
    expect(() => noiseSpectrumUpdate(images, ctfs, { template: images[0], gamma: new Float64Array(3) })).to.throw(
      RangeError,
      "noiseSpectrumUpdate: gamma must not be 0 for all images",
    );
  });
});

describe("signalPriorUpdate", () => {
  it("makes the prior of the template largest, and is the power of a real-space pixel in the unit of noise", () => {
    for (const n of [1, 7, 8]) {
      const A = spectrum(n, `prior ${n}`);
      const tau = signalPriorUpdate(A);
      expect(tau.length).to.equal(Math.floor(n / 2) + 1);
      const shells = shellIndex([n, n]);
      const objective = (t: Float64Array): number =>
        A.re.reduce((s, v, k) => {
          const value = t[Math.min(shells[k], t.length - 1)];
          return s - (v * v + A.im[k] ** 2) / (2 * n * n * value) - Math.log(2 * Math.PI * value) / 2;
        }, 0);
      const top = objective(tau);
      for (let s = 0; s < tau.length; s++)
        for (const factor of [0.99, 1.01])
          expect(objective(tau.map((v, i) => (i === s ? factor * v : v)))).to.be.below(top);
    }
    const white = drawReal([64, 64], seeded("white prior"));
    const tau = signalPriorUpdate(fft(white));
    expect(Math.abs(tau[20] - 1)).to.be.below(5 / Math.sqrt(2 * Math.PI * 20));
  });
});
