import { resolution } from "@cryolab/lib";
import { expect } from "chai";
import { expectClose } from "../../support/close.ts";

const { cref, fourierShellCorrelation, resolutionAt, ssnrFromFsc, thresholdCurve } = resolution;

describe("thresholdCurve", () => {
  it("has half-bit at 0.3067 for 100 independent voxels, 0.2164 for 1000, and 0.1716 in the limit", () => {
    expectClose(thresholdCurve("half-bit", Float64Array.of(200, 2000, 1e18)), [0.3067, 0.2164, 0.1716], 5e-5);
  });
  it("has half-bit where the information of a voxel of the full map is half a bit", () => {
    // Without sampling error: FSC = S/(1 + S) of halves, full map 2 S; ½ bit = log₂(1 + 2 S) gives S = (√2 − 1)/2
    const S = (Math.SQRT2 - 1) / 2;
    expect(thresholdCurve("half-bit", Float64Array.of(1e20))[0]).to.be.closeTo(S / (1 + S), 5e-5);
    // with it, van Heel & Schatz: (S + 2√S/√n + 1/√n)/(1 + S + 2√S/√n)
    for (const n of [9, 50, 500]) {
      const expected = (S + (2 * Math.sqrt(S) + 1) / Math.sqrt(n)) / (1 + S + (2 * Math.sqrt(S)) / Math.sqrt(n));
      expect(thresholdCurve("half-bit", Float64Array.of(2 * n))[0], `${n} voxels`).to.be.closeTo(expected, 5e-5);
    }
  });
  it("has 3 sigma at 3/√n of the Friedel pairs, and nothing above 1", () => {
    expectClose(thresholdCurve("3-sigma", Float64Array.of(200, 18, 1)), [0.3, 1, 1], 1e-15);
    expect(thresholdCurve("half-bit", Float64Array.of(1))[0]).to.equal(1);
  });
  it("repeats a fixed value in every shell", () => {
    expectClose(thresholdCurve("0.143", Float64Array.of(1, 18)), [0.143, 0.143], 0);
    expectClose(thresholdCurve("0.5", Float64Array.of(1, 18)), [0.5, 0.5], 0);
    expect(thresholdCurve("0.5", new Float64Array(0))).to.have.length(0);
  });
  it("names what it refuses", () => {
    expect(() => thresholdCurve("1-bit" as "0.5", Float64Array.of(1))).to.throw(
      RangeError,
      "thresholdCurve: name must be one of 0.143, 0.5, half-bit, 3-sigma, got 1-bit",
    );
    expect(() => thresholdCurve("toString" as "0.5", Float64Array.of(1))).to.throw("got toString");
    expect(() => thresholdCurve("0.5", Float64Array.of(1, 0))).to.throw(
      "thresholdCurve: count must be above 0, got 0 at index 1",
    );
  });
});

describe("resolutionAt", () => {
  const s = Float64Array.of(0, 0.1, 0.2, 0.3, 0.4);

  it("is linear in s at the first downward crossing, and reads Å", () => {
    expect(resolutionAt(s, Float64Array.of(1, 0.9, 0.4, 0.1, 0), 0.5)).to.be.closeTo(1 / 0.18, 1e-13);
    expect(resolutionAt(s, Float64Array.of(1, 0.9, 0.5, 0.1, 0), 0.5)).to.be.closeTo(1 / 0.2, 1e-13); // ≥ t at 0.2
    expect(resolutionAt(s, Float64Array.of(1, 0.2, 0.9, 0.9, 0), 0.5), "crosses again").to.be.closeTo(
      1 / 0.0625,
      1e-12,
    );
  });
  it("is 1/s of the last point if the curve never falls below", () => {
    expect(resolutionAt(s, Float64Array.of(1, 1, 1, 1, 0.2), 0.143)).to.equal(1 / 0.4);
    expect(resolutionAt(s, Float64Array.of(0.5, 0.5, 0.5, 0.5, 0.5), 0.5)).to.equal(1 / 0.4);
    expect(resolutionAt(Float64Array.of(0.25), Float64Array.of(1), 0.5)).to.equal(4);
  });
  it("is 1/s of the first point if the curve begins below, though it rises later", () => {
    expect(resolutionAt(s, Float64Array.of(0.1, 1, 1, 0.3, 0), 0.5)).to.equal(Infinity);
    expect(resolutionAt(s.subarray(1), Float64Array.of(0.1, 1, 1, 0.3), 0.5)).to.equal(10);
  });
  it("crosses a curve where the difference of the two lines is 0", () => {
    const curve = Float64Array.of(1, 0.8, 0.6, 0.4, 0.2);
    const fsc = Float64Array.of(1, 1, 0.7, 0, 0);
    // between 0.2 and 0.3: 0.7 − 7 u against 0.6 − 2 u, u = 0.02
    expect(resolutionAt(s, fsc, curve)).to.be.closeTo(1 / 0.22, 1e-12);
    expect(
      resolutionAt(
        s,
        fsc,
        s.map(() => 0.5),
      ),
    ).to.equal(resolutionAt(s, fsc, 0.5));
  });
  it("takes the half-bit curve of a map with itself from shell 0 on", () => {
    const a = { shape: [9, 9, 9] as const, data: Float64Array.from({ length: 729 }, (_, i) => 3 + Math.sin(i * i)) };
    const { fsc, count } = fourierShellCorrelation(a, a);
    const frequencies = fsc.map((_, k) => k / 9);
    expect(resolutionAt(frequencies, fsc, thresholdCurve("half-bit", count))).to.equal(9 / 4);
  });
  it("names what it refuses", () => {
    const fsc = Float64Array.of(1, 1, 1, 1, 1);
    expect(() => resolutionAt(new Float64Array(0), new Float64Array(0), 0.5)).to.throw(
      RangeError,
      "resolutionAt: s must hold at least one frequency, got none",
    );
    expect(() => resolutionAt(s, Float64Array.of(1), 0.5)).to.throw("resolutionAt: fsc must be as long as s, 5, got 1");
    expect(() => resolutionAt(s, fsc, Float64Array.of(1))).to.throw(
      "resolutionAt: threshold must be as long as s, 5, got 1",
    );
    expect(() => resolutionAt(Float64Array.of(0, 0.2, 0.1), Float64Array.of(1, 1, 1), 0.5)).to.throw(
      "resolutionAt: s must ascend from 0 or above, got 0.1 at index 2",
    );
    expect(() => resolutionAt(Float64Array.of(-1, 0), Float64Array.of(1, 1), 0.5)).to.throw("got -1 at index 0");
    expect(() => resolutionAt(s, Float64Array.of(1, Number.NaN, 1, 1, 1), 0.5)).to.throw(
      "resolutionAt: fsc must be finite, got NaN at index 1",
    );
    expect(() => resolutionAt(s, fsc, Number.NaN)).to.throw(
      "resolutionAt: threshold must be finite, got NaN at index 0",
    );
  });
});

describe("ssnrFromFsc", () => {
  it("is 2c/(1 − c): the inverse of c = (S/2)/(1 + S/2), not clamped", () => {
    const S = Float64Array.of(0, 0.1, 1, 7, 300);
    expectClose(ssnrFromFsc(S.map((v) => v / 2 / (1 + v / 2))), S, 1e-11);
    expectClose(ssnrFromFsc(Float64Array.of(-1, -0.5)), [-1, -2 / 3], 1e-15);
    expect(ssnrFromFsc(Float64Array.of(1))[0]).to.equal(Infinity);
  });
});

describe("cref", () => {
  it("turns 0.143 of two halves into 0.5 with the truth", () => {
    expectClose(cref(Float64Array.of(0.143, 1 / 7)), [0.5, 0.5], 3e-4);
    expectClose(cref(Float64Array.of(1 / 7, 1)), [0.5, 1], 1e-15);
  });
  it("is the correlation of the full map with the truth, √(S/(1 + S)) with S of ssnrFromFsc", () => {
    const c = Float64Array.of(0.01, 0.143, 0.5, 0.99);
    expectClose(
      cref(c),
      ssnrFromFsc(c).map((S) => Math.sqrt(S / (1 + S))),
      1e-14,
    );
  });
  it("is 0 where the halves disagree", () => {
    expectClose(cref(Float64Array.of(0, -0.2, -1)), [0, 0, 0], 0);
  });
});
