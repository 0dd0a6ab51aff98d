import { core, detector, fourier, random } from "@cryolab/lib";
import { expect } from "chai";
import { expectClose } from "../../support/close.ts";
import { seeded } from "../../support/draw.ts";
import { chiSquare, moments, poissonProbabilities } from "../random/statistics.ts";

const { recordImage } = detector;
const flat = (shape: readonly [number, number], value = 1) => core.mapReal(core.zeros(shape), () => value);

describe("recordImage", () => {
  it("counts as Poisson with mean intensity · dose · area (χ², 5 sigma)", () => {
    const { data } = recordImage(flat([200, 200], 0.7), { dose: 2, pixelSize: 1.5, rng: seeded("record") });
    const mean = 0.7 * 2 * 2.25;
    const expected = poissonProbabilities(mean, 11).map((p) => p * data.length);
    const counts = new Float64Array(12);
    for (const v of data) counts[Math.min(v, 11)]++;
    expect(Math.abs(chiSquare(counts.subarray(0, 11), expected.slice(0, 11)))).to.be.below(5);
  });
  it("multiplies by the gain of each pixel after counting", () => {
    const gain = core.mapReal(core.zeros([6, 9]), (_, i) => 0.5 + i / 10);
    const counts = recordImage(flat([6, 9]), { dose: 30, pixelSize: 1, rng: random.rng(4) });
    const values = recordImage(flat([6, 9]), { dose: 30, pixelSize: 1, gain, rng: random.rng(4) });
    expectClose(
      values.data,
      counts.data.map((v, i) => v * gain.data[i]),
      0,
    );
    for (const v of counts.data) expect(Number.isInteger(v)).to.equal(true);
    expectClose(
      recordImage(flat([6, 9]), { dose: 30, pixelSize: 1, gain: 3, rng: random.rng(4) }).data,
      counts.data.map((v) => 3 * v),
      0,
    );
  });
  it("blurs the mean by the MTF and leaves the noise white", () => {
    const shape = [32, 48] as const;
    const wave = core.mapReal(core.zeros(shape), (_, i) => 1 + 0.5 * Math.cos((2 * Math.PI * 12 * (i % 48)) / 48));
    const rng = seeded("mtf");
    const runs = 60;
    const sum = new Float64Array(32 * 48);
    for (let i = 0; i < runs; i++)
      recordImage(wave, { dose: 100, pixelSize: 1, mtf: (u) => 1 - 1.2 * u, rng }).data.forEach((v, at) => {
        sum[at] += v / runs;
      });
    const expected = wave.data.map((v) => 100 * (1 + (v - 1) * (1 - 1.2 * 0.25))); // 12/48 cycles a pixel
    const residual = sum.map((v, i) => (v - expected[i]) / Math.sqrt(expected[i] / runs));
    const { mean, variance } = moments(residual, 0);
    expect(Math.abs(mean) * Math.sqrt(residual.length)).to.be.below(5);
    expect(Math.abs(variance - 1)).to.be.below(5 * Math.sqrt(2 / residual.length));
    const { data } = fourier.twoPoint(fourier.powerSpectrum(fourier.fft({ shape, data: residual })));
    expect(Math.abs(data[1])).to.be.below(5 / Math.sqrt(residual.length));
  });
  it("counts nothing at dose 0 or intensity 0, and where the blur rings below 0", () => {
    expectClose(recordImage(flat([3, 3]), { dose: 0, pixelSize: 1, rng: random.rng(1) }).data, new Float64Array(9), 0);
    const point = core.zeros([9, 9]);
    point.data[40] = 1;
    const ringing = recordImage(point, { dose: 50, pixelSize: 1, mtf: (u) => (u < 0.2 ? 1 : 0), rng: random.rng(1) });
    for (const v of ringing.data) expect(v).to.be.at.least(0);
  });
  it("names what it refuses", () => {
    const options = { dose: 1, pixelSize: 1, rng: random.rng(1) };
    expect(() => recordImage(core.realArray([1, 2], [1, -0.1]), options)).to.throw(
      RangeError,
      "recordImage: intensity must be >= 0, got -0.1 at index 1",
    );
    expect(() => recordImage(core.realArray([1, 1], [Number.NaN]), options)).to.throw(
      "must be finite, got NaN at index 0",
    );
    expect(() => recordImage(flat([1, 1]), { ...options, dose: -1 })).to.throw("dose must be finite and >= 0, got -1");
    expect(() => recordImage(flat([1, 1]), { ...options, pixelSize: 0 })).to.throw(
      "pixelSize must be finite and above 0, got 0",
    );
    expect(() => recordImage(flat([2, 2]), { ...options, gain: flat([1, 4]) })).to.throw(
      "gain must be a number or have shape [2,2]",
    );
    expect(() => recordImage(flat([2, 2]), { ...options, mtf: () => Number.NaN })).to.throw(
      "mtf must be finite, got NaN at u = 0",
    );
  });
});
