import { core, data, fourier, random, resolution } from "@cryolab/lib";
import { expect } from "chai";
import { expectClose } from "../../support/close.ts";
import { drawReal, seeded } from "../../support/draw.ts";

const { halfMaps } = data;

describe("halfMaps", () => {
  it("adds Gaussian noise with the volume's power over S in every shell, its own to each half", () => {
    const n = 40;
    const phantom = data.gaussianPhantom(20, seeded("data/half-maps"), { radius: 12, sigma: 1.2 });
    const volume = data.phantomVolume(phantom, n);
    const S = Float64Array.from({ length: 21 }, (_, k) => 20 * Math.exp(-k / 5));
    const halves = halfMaps(volume, S, random.rng(1));
    const power = (a: typeof volume): { readonly value: Float64Array; readonly count: Float64Array } =>
      fourier.radialAverage(fourier.powerSpectrum(fourier.centredFft(a)));
    const signal = power(volume).value;
    const noises = halves.map((half) => core.mapReal(half, (v, i) => v - volume.data[i]));
    for (const noise of noises) {
      const { value, count } = power(noise);
      for (let k = 1; k <= 20; k++) {
        // the mean of count/2 exponential numbers
        const ratio = (value[k] * S[k]) / signal[k];
        expect(Math.abs(ratio - 1), `shell ${k}`).to.be.below(3.5 / Math.sqrt(count[k] / 2));
      }
    }
    const { fsc, count } = resolution.fourierShellCorrelation(noises[0], noises[1]);
    for (let k = 1; k <= 20; k++) expect(Math.abs(fsc[k]), `shell ${k}`).to.be.below(3.5 / Math.sqrt(count[k]));
  });
  it("gives an FSC of S/(1 + S) within 3 standard errors on a phantom of 48³, and 0.143 within a shell of theory", () => {
    const n = 48;
    const phantom = data.gaussianPhantom(30, seeded("data/phantom-fsc"), { radius: 15, sigma: 1.1 });
    const volume = data.phantomVolume(phantom, n);
    const S = Float64Array.from({ length: 25 }, (_, k) => 40 * Math.exp(-k / 3.2));
    const [a, b] = halfMaps(volume, S, random.rng(2));
    const { fsc, count } = resolution.fourierShellCorrelation(a, b);
    const expected = S.map((v) => v / (1 + v));
    for (let k = 1; k < 25; k++)
      expect(Math.abs(fsc[k] - expected[k]), `shell ${k}`).to.be.below(
        (3 * (1 - expected[k] ** 2)) / Math.sqrt(count[k] / 2),
      );
    const s = Float64Array.from({ length: 24 }, (_, k) => (k + 1) / n);
    const measured = resolution.resolutionAt(s, fsc.subarray(1), 0.143);
    const predicted = resolution.resolutionAt(s, expected.subarray(1), 0.143);
    expect(Math.abs(n / measured - n / predicted)).to.be.below(1);
  });
  it("returns real maps that are the volume itself at S = ∞, lines and squares too", () => {
    for (const shape of [[7], [8], [9, 9], [10, 10], [6, 6, 6]]) {
      const volume = drawReal(shape, seeded(`data/clean-${shape}`));
      const [a, b] = halfMaps(volume, new Float64Array(Math.floor(shape[0] / 2) + 1).fill(Infinity), random.rng(1));
      expect(a.shape).to.deep.equal(shape);
      expectClose(a.data, volume.data, 0);
      expectClose(b.data, volume.data, 0);
      expect(a.data.buffer).to.not.equal(volume.data.buffer);
    }
  });
  it("has two different halves, the same from the same seed, others from the next draw", () => {
    const volume = drawReal([6, 6, 6], seeded("data/seeds"));
    const S = Float64Array.of(1, 1, 1, 1);
    const rng = random.rng(9);
    const first = halfMaps(volume, S, rng);
    expect(first[0].data).to.not.deep.equal(first[1].data);
    expect(halfMaps(volume, S, random.rng(9))).to.deep.equal(first);
    expect(halfMaps(volume, S, rng)).to.not.deep.equal(first);
  });
  it("names what it refuses", () => {
    const rng = random.rng(1);
    expect(() => halfMaps(core.zeros([4, 5]), new Float64Array(3), rng)).to.throw(
      RangeError,
      "halfMaps: volume must be a line, a square or a cube, got shape [4,5]",
    );
    expect(() => halfMaps(core.zeros([]), new Float64Array(3), rng)).to.throw("got shape []");
    expect(() => halfMaps(core.zeros([4]), new Float64Array(2), rng)).to.throw(
      "halfMaps: ssnr must have a value for each of the 3 shells, got 2",
    );
    expect(() => halfMaps(core.zeros([4]), Float64Array.of(1, -1, 1), rng)).to.throw(
      "halfMaps: ssnr must be above 0, got -1 at shell 1",
    );
    expect(() => halfMaps(core.realArray([2], [0, Number.NaN]), Float64Array.of(1, 1), rng)).to.throw(
      "halfMaps: volume must be finite, got NaN at index 1",
    );
  });
});
