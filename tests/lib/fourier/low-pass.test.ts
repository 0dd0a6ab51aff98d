import { core, fourier, type Shape } from "@cryolab/lib";
import { expect } from "chai";
import { expectClose } from "../../support/close.js";
import { drawReal, seeded } from "../../support/draw.js";
import { asComplex, indices, naiveFft } from "./naive.js";

const { bandPass, highPass, lowPass } = fourier;
type Options = Parameters<typeof lowPass>[2];

/** The filter by the definition: naive transform, gain at each place, naive inverse. */
function naiveLowPass(shape: Shape, data: Float64Array, pixelSize: number, gain: (s: number) => number): Float64Array {
  const F = naiveFft(asComplex({ shape, data }));
  indices(shape).forEach((place, i) => {
    const s = Math.hypot(
      ...place.map((k, axis) => {
        const n = shape[axis];
        return (2 * k < n ? k : k - n) / (n * pixelSize);
      }),
    );
    F.re[i] *= gain(s);
    F.im[i] *= gain(s);
  });
  return naiveFft(F, true).re;
}

const cases: { options: Options; gain: (s: number) => number }[] = [
  { options: { resolution: 5.1 }, gain: (s) => (s <= 1 / 5.1 ? 1 : 0) },
  { options: { resolution: 5.1, edge: "hard" }, gain: (s) => (s <= 1 / 5.1 ? 1 : 0) },
  { options: { resolution: 5.1, edge: "cosine" }, gain: (s) => (s <= 1 / 5.1 ? 1 : 0) },
  { options: { resolution: 5, edge: "gaussian" }, gain: (s) => 2 ** -((5 * s) ** 2) },
  {
    options: { resolution: 5, edge: "cosine", width: 0.1 },
    gain: (s) => (s < 0.15 ? 1 : s > 0.25 ? 0 : (1 + Math.cos((Math.PI * (s - 0.15)) / 0.1)) / 2),
  },
  {
    options: { resolution: 5, edge: "cosine", width: 0.4 },
    gain: (s) => (s > 0.4 ? 0 : (1 + Math.cos((Math.PI * s) / 0.4)) / 2),
  },
];

describe("lowPass", () => {
  for (const { options, gain } of cases) {
    it(`multiplies by the gain of ${JSON.stringify(options)}, lines, oblong images, volumes`, () => {
      for (const shape of [[1], [11], [6, 10], [7, 5], [4, 5, 6]]) {
        const a = drawReal(shape, seeded(`low-pass [${shape}]`));
        const filtered = lowPass(a, 1.3, options);
        expect(filtered.shape).to.deep.equal(shape);
        expectClose(filtered.data, naiveLowPass(shape, a.data, 1.3, gain), 1e-14);
      }
    });
  }
  it("is one half at the cut for both soft edges", () => {
    const n = 20; // a wave of 5 periods: s = 5/(20·1 Å) = 1/(4 Å)
    const wave = core.realArray(
      [n],
      Array.from({ length: n }, (_, x) => Math.cos((2 * Math.PI * 5 * x) / n)),
    );
    const half = wave.data.map((v) => v / 2);
    expectClose(lowPass(wave, 1, { resolution: 4, edge: "gaussian" }).data, half, 1e-14);
    expectClose(lowPass(wave, 1, { resolution: 4, edge: "cosine", width: 0.1 }).data, half, 1e-14);
  });
  it("lets a frequency on a hard cut pass, whatever the rounding of its length", () => {
    for (const [n, k, pixelSize] of [
      [7, 3, 1.1],
      [11, 3, 1.1], // here 1/resolution rounds to less than k/(n·pixelSize)
      [16, 7, 1.1],
    ]) {
      const wave = core.realArray(
        [n],
        Array.from({ length: n }, (_, x) => Math.cos((2 * Math.PI * k * x) / n)),
      );
      expectClose(lowPass(wave, pixelSize, { resolution: (n * pixelSize) / k }).data, wave.data, 1e-13);
    }
  });
  it("rings with a hard edge, less with a soft one", () => {
    const point = core.zeros([32, 32]);
    point.data[16 * 32 + 16] = 1;
    const dip = (edge: "hard" | "gaussian"): number => Math.min(...lowPass(point, 1, { resolution: 6, edge }).data);
    expect(dip("hard")).to.be.below(-0.005);
    expect(dip("gaussian")).to.be.above(-0.0005);
  });
  it("keeps the mean and leaves its argument alone", () => {
    const a = drawReal([5, 6], seeded("mean"));
    const before = a.data.slice();
    const { data } = lowPass(a, 1, { resolution: 100 });
    const mean = before.reduce((s, v) => s + v, 0) / 30;
    expectClose(data, new Float64Array(30).fill(mean), 1e-15);
    expect(a.data).to.deep.equal(before);
    const one = core.realArray([1], [4]);
    lowPass(one, 1, { resolution: 3 }).data[0] = 0;
    expect(one.data[0]).to.equal(4);
  });
  it("refuses what is no length, no edge, no width", () => {
    const a = core.zeros([4]);
    for (const resolution of [0, -3, Number.NaN, Infinity])
      expect(() => lowPass(a, 1, { resolution })).to.throw(
        RangeError,
        `lowPass: resolution must be positive, got ${resolution}`,
      );
    expect(() => lowPass(a, 0, { resolution: 3 })).to.throw(RangeError, "lowPass: pixelSize must be positive, got 0");
    expect(() => lowPass(a, 1, { resolution: 3, edge: "soft" as "hard" })).to.throw(
      RangeError,
      'lowPass: edge must be "hard", "cosine" or "gaussian", got soft',
    );
    expect(() => lowPass(a, 1, { resolution: 4, edge: "cosine", width: 0.6 })).to.throw(
      RangeError,
      "lowPass: width must be from 0 to 2/resolution = 0.5, got 0.6",
    );
    expect(() => lowPass(a, 1, { resolution: 4, edge: "gaussian", width: 0.1 })).to.throw(
      RangeError,
      'lowPass: width belongs to the cosine edge, got 0.1 with "gaussian"',
    );
  });
});

describe("highPass", () => {
  for (const { options, gain } of cases)
    it(`multiplies by 1 − gain of ${JSON.stringify(options)}`, () => {
      for (const shape of [[1], [11], [7, 5], [4, 5, 6]]) {
        const a = drawReal(shape, seeded(`high-pass [${shape}]`));
        expectClose(
          highPass(a, 1.3, options).data,
          naiveLowPass(shape, a.data, 1.3, (s) => 1 - gain(s)),
          1e-14,
        );
      }
    });
  it("names itself in what it refuses", () => {
    expect(() => highPass(core.zeros([4]), 1, { resolution: 0 })).to.throw(
      RangeError,
      "highPass: resolution must be positive, got 0",
    );
  });
});

describe("bandPass", () => {
  it("keeps what the fine filter passes and the coarse one stops, with every edge", () => {
    for (const shape of [[11], [7, 10], [4, 5, 6]]) {
      const a = drawReal(shape, seeded(`band-pass [${shape}]`));
      const hard = (s: number): number => (s > 1 / 7.1 && s <= 1 / 3.9 ? 1 : 0);
      expectClose(bandPass(a, 1.3, { resolutions: [7.1, 3.9] }).data, naiveLowPass(shape, a.data, 1.3, hard), 1e-14);
      const soft = (s: number): number => 2 ** -((3.9 * s) ** 2) - 2 ** -((7.1 * s) ** 2);
      expectClose(
        bandPass(a, 1.3, { resolutions: [7.1, 3.9], edge: "gaussian" }).data,
        naiveLowPass(shape, a.data, 1.3, soft),
        1e-14,
      );
      const parts = [
        lowPass(a, 1.3, { resolution: 7.1, edge: "cosine", width: 0.1 }),
        bandPass(a, 1.3, { resolutions: [7.1, 3.9], edge: "cosine", width: 0.1 }),
        highPass(a, 1.3, { resolution: 3.9, edge: "cosine", width: 0.1 }),
      ];
      expectClose(
        a.data.map((_, i) => parts.reduce((sum, part) => sum + part.data[i], 0)),
        a.data,
        1e-14,
      );
    }
  });
  it("refuses a band the wrong way round", () => {
    expect(() => bandPass(core.zeros([4]), 1, { resolutions: [4, 8] })).to.throw(
      RangeError,
      "bandPass: coarse resolution must be above the fine one, got [4, 8]",
    );
    expect(() => bandPass(core.zeros([4]), 1, { resolutions: [4, 0] })).to.throw(
      "bandPass: fine resolution must be positive, got 0",
    );
  });
});
