import { classification, core, random } from "@cryolab/lib";
import { expect } from "chai";
import { expectClose } from "../../support/close.ts";
import { drawReal, normals, seeded } from "../../support/draw.ts";

const { adjustedRand, alignAndAverage, coinFlipEm } = classification;

/** Σ log(½ p₀^h (1 − p₀)^(n − h) + ½ p₁^h …), powers taken as they stand. */
const likelihood = (heads: ArrayLike<number>, tosses: ArrayLike<number>, p: readonly number[]): number =>
  Array.from(heads).reduce(
    (sum, h, i) => sum + Math.log(p.reduce((s, v) => s + 0.5 * v ** h * (1 - v) ** (tosses[i] - h), 0)),
    0,
  );

describe("coinFlipEm", () => {
  const heads = Float64Array.of(5, 9, 8, 4, 7);
  const tosses = Float64Array.of(10, 10, 10, 10, 10);
  it("ends where Do and Batzoglou end: 0.80 and 0.52", () => {
    const { p, logLikelihood } = coinFlipEm(heads, tosses, [0.6, 0.5]);
    expectClose(p, [0.8, 0.52], 0.005);
    expect(logLikelihood[0]).to.be.closeTo(likelihood(heads, tosses, [0.6, 0.5]), 1e-12);
    expect(logLikelihood[logLikelihood.length - 1]).to.be.closeTo(likelihood(heads, tosses, p), 1e-12);
    for (let j = 1; j < logLikelihood.length; j++)
      expect(logLikelihood[j]).to.be.at.least(logLikelihood[j - 1] - 1e-12);
  });
  it("stands on a top of the likelihood: no step of 1e-4 rises", () => {
    const { p } = coinFlipEm(heads, tosses, [0.9, 0.2]);
    const top = likelihood(heads, tosses, p);
    for (const [a, b] of [
      [1e-4, 0],
      [-1e-4, 0],
      [0, 1e-4],
      [0, -1e-4],
    ])
      expect(likelihood(heads, tosses, [p[0] + a, p[1] + b])).to.be.below(top);
  });
  it("exchanges with its start, keeps equal starts equal, ignores empty rows", () => {
    const { p } = coinFlipEm(heads, tosses, [0.6, 0.5]);
    expectClose(coinFlipEm(heads, tosses, [0.5, 0.6]).p, [p[1], p[0]], 1e-10);
    const [a, b] = coinFlipEm(heads, tosses, [0.3, 0.3]).p;
    expect(a).to.equal(b);
    expectClose([a], [33 / 50], 1e-12);
    const more = coinFlipEm(Float64Array.of(...heads, 0), Float64Array.of(...tosses, 0), [0.6, 0.5]);
    expectClose(more.p, p, 1e-10);
  });
  it("takes certain coins, long rows and no rows", () => {
    expectClose(coinFlipEm(Float64Array.of(5, 0), Float64Array.of(5, 5), [1, 0]).p, [1, 0], 0);
    const long = coinFlipEm(Float64Array.of(9000, 1000), Float64Array.of(10000, 10000), [0.6, 0.5]);
    expectClose(long.p, [0.9, 0.1], 1e-9);
    expect(coinFlipEm(new Float64Array(0), new Float64Array(0), [0.2, 0.4])).to.deep.equal({
      p: [0.2, 0.4],
      logLikelihood: Float64Array.of(0),
    });
    expectClose(coinFlipEm(Float64Array.of(0), Float64Array.of(0), [0.2, 0.4]).p, [0.2, 0.4], 0);
  });
  it("names what it refuses", () => {
    expect(() => coinFlipEm(heads, tosses.subarray(1), [0.5, 0.5])).to.throw(
      RangeError,
      "heads and tosses must be as many, got 5 and 4",
    );
    expect(() => coinFlipEm(Float64Array.of(3), Float64Array.of(2), [0.5, 0.5])).to.throw("got 3 of 2 in row 0");
    expect(() => coinFlipEm(heads, tosses, [0.5, 1.5])).to.throw(
      "coinFlipEm: start must be two chances from 0 to 1, got [0.5,1.5]",
    );
  });
});

describe("alignAndAverage", () => {
  it("moves every trace by the lag of its largest direct sum, and divides by n everywhere", () => {
    for (const [n, m] of [
      [4, 7],
      [3, 10],
      [1, 1],
      [2, 2],
    ]) {
      const x = drawReal([n, m], seeded(`align ${n} ${m}`));
      const reference = normals(m, seeded(`reference ${m}`));
      const { average, lags } = alignAndAverage(x, reference);
      const expected = new Float64Array(m);
      for (let i = 0; i < n; i++) {
        const value = (j: number): number => (j >= 0 && j < m ? x.data[i * m + j] : 0);
        let [best, top] = [0, -Infinity];
        for (let q = -(m - 1); q <= m - 1; q++) {
          const sum = reference.reduce((s, r, j) => s + r * value(j + q), 0);
          if (sum > top) [best, top] = [q, sum];
        }
        expect(lags[i]).to.equal(best);
        for (let j = 0; j < m; j++) expected[j] += value(j + best) / n;
      }
      expectClose(average, expected, 1e-14);
    }
  });
  it("finds planted lags, and shows the reference in pure noise: 0.85 at 200 traces, below 0.3 unaligned", () => {
    const m = 64;
    const bump = Float64Array.from({ length: m }, (_, j) => Math.exp(-((j - 32) ** 2) / 30));
    const mean = bump.reduce((s, v) => s + v, 0) / m;
    const norm = Math.sqrt(bump.reduce((s, v) => s + (v - mean) ** 2, 0) / m);
    const reference = bump.map((v) => (v - mean) / norm);
    const noise = drawReal([200, m], seeded("einstein"));
    const correlation = (a: Float64Array): number => {
      const c = a.reduce((s, v) => s + v, 0) / m;
      const dot = a.reduce((s, v, j) => s + (v - c) * reference[j], 0);
      return dot / Math.sqrt(m * a.reduce((s, v) => s + (v - c) ** 2, 0));
    };
    expect(correlation(alignAndAverage(noise, reference).average)).to.be.above(0.85);
    const plain = Float64Array.from({ length: m }, (_, j) => {
      let sum = 0;
      for (let i = 0; i < 200; i++) sum += noise.data[i * m + j] / 200;
      return sum;
    });
    expect(Math.abs(correlation(plain))).to.be.below(0.3);
    const planted = [-9, 0, 4, 17];
    const traces = core.realArray(
      [4, m],
      Float64Array.from({ length: 4 * m }, (_, at) => reference[(at % m) - planted[Math.floor(at / m)]] ?? 0),
    );
    expect([...alignAndAverage(traces, reference).lags]).to.deep.equal(planted);
  });
  it("names what it refuses", () => {
    expect(() => alignAndAverage(core.zeros([0, 3]), new Float64Array(3))).to.throw(
      RangeError,
      "alignAndAverage: x must hold at least one trace, got shape [0,3]",
    );
    expect(() => alignAndAverage(core.zeros([1, 3]), new Float64Array(2))).to.throw(
      "reference must be as long as a trace, 3, got 2",
    );
    expect(() => alignAndAverage(core.realArray([1, 1], [Number.NaN]), new Float64Array(1))).to.throw(
      "must be finite, got NaN at index 0",
    );
  });
});

describe("adjustedRand", () => {
  it("is the index of Hubert and Arabie, counted pair by pair", () => {
    for (let run = 0; run < 20; run++) {
      const rng = seeded(`rand ${run}`);
      const n = 12;
      const a = Array.from({ length: n }, () => Math.floor(3 * random.uniform(rng)));
      const b = Array.from({ length: n }, () => Math.floor(4 * random.uniform(rng)));
      let [both, inA, inB, all] = [0, 0, 0, 0];
      for (let i = 0; i < n; i++)
        for (let j = 0; j < i; j++) {
          all++;
          if (a[i] === a[j]) inA++;
          if (b[i] === b[j]) inB++;
          if (a[i] === a[j] && b[i] === b[j]) both++;
        }
      const expected = (inA * inB) / all;
      expect(adjustedRand(a, b)).to.be.closeTo((both - expected) / ((inA + inB) / 2 - expected), 1e-14);
    }
  });
  it("is 1 for other names of the same classes, 0 against one class, 1 where nothing can differ", () => {
    expect(adjustedRand([0, 1, 1, 2], [5, 3, 3, -1])).to.equal(1);
    expect(adjustedRand([0, 0, 1, 1], [4, 4, 4, 4])).to.equal(0);
    expect(adjustedRand([0, 0], [1, 1])).to.equal(1);
    expect(adjustedRand([3], [9])).to.equal(1);
    expect(() => adjustedRand([1], [])).to.throw(
      RangeError,
      "adjustedRand: both lists must have one length, at least 1, got 1 and 0",
    );
  });
});
