import { core, fourier, random, type Shape } from "@cryolab/lib";
import { expect } from "chai";
import { expectClose } from "../../support/close.ts";
import { drawReal, seeded } from "../../support/draw.ts";
import { indices } from "./naive.js";

const { fft, noiseWithSpectrum, powerSpectrum, twoPoint } = fourier;

const psd = (s: number): number => 0.3 + 2 * Math.exp(-((8 * s) ** 2));

/** Is a place its own mate: 0 or Nyquist on every axis? */
const lonely = (shape: Shape): boolean[] =>
  indices(shape).map((place) => place.every((k, axis) => (2 * k) % shape[axis] === 0));
const frequency = (shape: Shape, pixelSize: number): number[] =>
  indices(shape).map((place) =>
    Math.hypot(...place.map((k, axis) => (2 * k < shape[axis] ? k : k - shape[axis]) / (shape[axis] * pixelSize))),
  );

describe("noiseWithSpectrum", () => {
  for (const amplitude of ["gaussian", "fixed"] as const)
    it(`has the power asked for at every frequency, and its spread: ${amplitude}`, () => {
      for (const shape of [[9], [6, 10], [7, 6], [4, 3, 6]]) {
        const draws = 800;
        const rng = seeded(`noise ${amplitude} ${shape}`);
        const N = core.product(shape);
        const s = frequency(shape, 1.3);
        const alone = lonely(shape);
        const mean = new Float64Array(N);
        const square = new Float64Array(N);
        for (let i = 0; i < draws; i++) {
          const { data } = powerSpectrum(fft(noiseWithSpectrum(shape, psd, { pixelSize: 1.3, amplitude, rng })));
          data.forEach((p, k) => {
            const ratio = p / (N * psd(s[k]));
            mean[k] += ratio / draws;
            square[k] += (ratio * ratio) / draws;
          });
        }
        for (let k = 0; k < N; k++) {
          const variance = amplitude === "fixed" ? 0 : alone[k] ? 2 : 1; // of power over its mean
          expect(Math.abs(mean[k] - 1), `${shape} mean at ${k}`).to.be.at.most(5 * Math.sqrt(variance / draws) + 1e-12);
          // the fourth central moment over the mean: 8 for an exponential number, 56 for χ² of one freedom
          const spread = Math.sqrt((alone[k] ? 56 : 8) / draws);
          expect(Math.abs(square[k] - mean[k] ** 2 - variance), `${shape} variance at ${k}`).to.be.at.most(
            amplitude === "fixed" ? 1e-10 : 5 * spread,
          );
        }
      }
    });
  it("is white noise of variance v for psd = v, with pixels that are independent", () => {
    const noise = noiseWithSpectrum([64, 48], () => 4, { pixelSize: 2, rng: seeded("white") });
    const N = 64 * 48;
    const variance = noise.data.reduce((sum, v) => sum + v * v, 0) / N;
    expect(Math.abs(variance / 4 - 1)).to.be.below(5 * Math.sqrt(2 / N));
    const { data } = twoPoint(powerSpectrum(fft(noise)));
    for (const lag of [1, 2, 48, 49]) expect(Math.abs(data[lag]) / variance).to.be.below(5 / Math.sqrt(N));
  });
  it("has phases uniform and a pair of signs at its lonely frequencies", () => {
    const rng = seeded("phases");
    let [cosine, plus] = [0, 0];
    for (let i = 0; i < 2000; i++) {
      const F = fft(noiseWithSpectrum([6], () => 1, { pixelSize: 1, amplitude: "fixed", rng }));
      cosine += F.re[1] / Math.sqrt(6);
      if (F.re[3] > 0) plus++;
    }
    expect(Math.abs(cosine) / Math.sqrt(2000 / 2)).to.be.below(5);
    expect(Math.abs(plus - 1000) / Math.sqrt(500)).to.be.below(5);
  });
  it("is 0 for psd 0, and one number for one place", () => {
    expectClose(noiseWithSpectrum([3, 3], () => 0, { pixelSize: 1, rng: random.rng(1) }).data, new Float64Array(9), 0);
    const one = noiseWithSpectrum([1], () => 9, { pixelSize: 1, rng: random.rng(1) });
    expectClose(one.data, [3 * random.normal(random.rng(1))], 1e-15);
  });
  it("names what it refuses", () => {
    const options = { pixelSize: 1, rng: random.rng(1) };
    expect(() => noiseWithSpectrum([4], () => -1, options)).to.throw(
      RangeError,
      "noiseWithSpectrum: psd must be finite and >= 0, got -1 at s = 0",
    );
    expect(() => noiseWithSpectrum([4], (s) => 1 / s, options)).to.throw("got Infinity at s = 0");
    expect(() => noiseWithSpectrum([0], () => 1, options)).to.throw("every extent must be at least 1");
    expect(() => noiseWithSpectrum([4], () => 1, { ...options, pixelSize: 0 })).to.throw(
      "pixelSize must be positive, got 0",
    );
    expect(() => noiseWithSpectrum([4], () => 1, { ...options, amplitude: "flat" as "fixed" })).to.throw(
      'amplitude must be "gaussian" or "fixed", got flat',
    );
  });
});

describe("twoPoint", () => {
  it("is the mean product of values a lag apart, round the border", () => {
    for (const shape of [[1], [7], [4, 6], [3, 2, 5]]) {
      const f = drawReal(shape, seeded(`two-point ${shape}`));
      const places = indices(shape);
      const index = (place: readonly number[]): number => place.reduce((sum, i, axis) => sum * shape[axis] + i, 0);
      const expected = places.map((lag) =>
        places.reduce(
          (sum, x, i) =>
            sum + (f.data[i] * f.data[index(x.map((v, axis) => (v + lag[axis]) % shape[axis]))]) / places.length,
          0,
        ),
      );
      expectClose(twoPoint(powerSpectrum(fft(f))).data, expected, 1e-13);
    }
  });
});
