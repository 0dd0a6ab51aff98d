import { linalg, random } from "@cryolab/lib";
import { expect } from "chai";
import { expectClose } from "../../support/close.ts";
import { seeded } from "../../support/draw.ts";
import { chiSquare, kolmogorov, moments, normalDistribution } from "./statistics.ts";

const { binomial, multivariateNormal, rng, shuffle, uniform, welford } = random;

/** Probabilities of 0 … n by their ratio, from the largest in logarithms. */
function probabilities(n: number, p: number): number[] {
  const logs = [n * Math.log1p(-p)];
  for (let k = 1; k <= n; k++) logs.push(logs[k - 1] + Math.log(((n - k + 1) / k) * (p / (1 - p))));
  return logs.map(Math.exp);
}

describe("binomial", () => {
  for (const [n, p] of [
    [1, 0.3],
    [7, 0.5],
    [30, 0.9],
    [19, 0.52],
    [1000, 0.004], // by inversion, rare
    [40, 0.4], // by rejection from here on
    [100, 0.11],
    [250, 0.75],
    [3000, 0.5],
  ])
    it(`has the probabilities of n = ${n}, p = ${p} (χ², 5 sigma)`, () => {
      const draws = 100000;
      const g = seeded(`binomial ${n} ${p}`);
      const expected = probabilities(n, p).map((v) => v * draws);
      const counts = new Float64Array(n + 1);
      for (let i = 0; i < draws; i++) counts[binomial(g, n, p)]++;
      // rare counts in one cell
      const rare = (list: ArrayLike<number>): number =>
        Array.from(list).reduce((s, v, k) => s + (expected[k] < 10 ? v : 0), 0);
      const often = (list: ArrayLike<number>): number[] => Array.from(list).filter((_, k) => expected[k] >= 10);
      const tail = rare(expected);
      if (tail > 5)
        expect(Math.abs(chiSquare([...often(counts), rare(counts)], [...often(expected), tail]))).to.be.below(5);
      else {
        expect(rare(counts)).to.be.at.most(30);
        expect(Math.abs(chiSquare(often(counts), often(expected)))).to.be.below(5);
      }
    });
  it("has mean np and variance npq for four thousand million trials, and for a chance of 1e-9", () => {
    for (const [n, p] of [
      [2 ** 32, 0.3],
      [2 ** 32, 1e-9],
      [1e9, 1 - 1e-9],
    ]) {
      const draws = 20000;
      const g = seeded(`binomial large ${p}`);
      const x = Float64Array.from({ length: draws }, () => binomial(g, n, p));
      const { mean, variance } = moments(x, n * p);
      const v = n * p * (1 - p);
      expect(Math.abs(mean - n * p) / Math.sqrt(v / draws)).to.be.below(5);
      expect(Math.abs(variance / v - 1)).to.be.below(5 * Math.sqrt((2 + 1 / v) / draws));
      for (const k of x) expect(Number.isInteger(k) && k >= 0 && k <= n).to.equal(true);
    }
  });
  it("draws nothing where the count is certain", () => {
    const g = rng(1);
    expect([binomial(g, 0, 0.5), binomial(g, 9, 0), binomial(g, 9, 1)]).to.deep.equal([0, 0, 9]);
    expect(g.state).to.deep.equal(rng(1).state);
    binomial(g, 5, 0.5);
    const h = rng(1);
    uniform(h);
    expect(g.state).to.deep.equal(h.state);
  });
  it("names what it refuses", () => {
    for (const n of [-1, 1.5, 2 ** 33])
      expect(() => binomial(rng(1), n, 0.5)).to.throw(
        RangeError,
        `binomial: n must be a whole number between 0 and 2^32, got ${n}`,
      );
    for (const p of [-0.1, 1.1, Number.NaN])
      expect(() => binomial(rng(1), 5, p)).to.throw(RangeError, `binomial: p must be between 0 and 1, got ${p}`);
  });
});

describe("multivariateNormal", () => {
  it("has the mean and covariance asked for (5 standard errors), and normal projections", () => {
    const covariance = linalg.matrix([
      [4, 2, -1],
      [2, 5, 0.5],
      [-1, 0.5, 1],
    ]);
    const mean = Float64Array.of(10, -3, 0);
    const factor = linalg.cholesky(covariance);
    const g = seeded("multivariate");
    const n = 50000;
    const rows = Array.from({ length: n }, () => multivariateNormal(g, mean, factor));
    const measured = linalg.covariance(linalg.matrix(rows));
    for (let i = 0; i < 3; i++)
      for (let j = 0; j < 3; j++) {
        const at = 3 * i + j;
        const error = Math.sqrt((covariance.data[4 * i] * covariance.data[4 * j] + covariance.data[at] ** 2) / n);
        expect(Math.abs(measured.data[at] - covariance.data[at])).to.be.below(5 * error);
      }
    const sum = Float64Array.from(rows, ([x, y, z]) => (x + y + z - 7) / Math.sqrt(13)); // Σ of all nine entries is 13
    expect(kolmogorov(sum, normalDistribution)).to.be.below(2.7);
  });
  it("is the mean for a factor of zeros, takes oblong factors, and leaves its arguments alone", () => {
    const mean = Float64Array.of(1, 2);
    const g = rng(1);
    expect(multivariateNormal(g, mean, linalg.matrix([[0], [0]]))).to.deep.equal(mean);
    expect(multivariateNormal(g, mean, linalg.matrix([[1], [2]]))).to.not.deep.equal(mean);
    const [x, y] = multivariateNormal(g, Float64Array.of(0, 0), linalg.matrix([[1], [2]]));
    expect(y).to.equal(2 * x);
    expect(mean).to.deep.equal(Float64Array.of(1, 2));
  });
  it("names what it refuses", () => {
    expect(() => multivariateNormal(rng(1), Float64Array.of(1), linalg.matrix([[1], [2]]))).to.throw(
      RangeError,
      "multivariateNormal: factor must have 1 rows as mean, got shape [2,1]",
    );
    expect(() => multivariateNormal(rng(1), Float64Array.of(Number.NaN), linalg.matrix([[1]]))).to.throw(
      "multivariateNormal: mean must be finite, got NaN at index 0",
    );
  });
});

describe("shuffle", () => {
  it("gives each of the 24 orders of 4 as often (χ², 5 sigma)", () => {
    const g = seeded("shuffle");
    const seen = new Map<string, number>();
    for (let i = 0; i < 48000; i++) {
      const key = shuffle(g, 4).join("");
      seen.set(key, (seen.get(key) ?? 0) + 1);
    }
    expect(seen.size).to.equal(24);
    expect(Math.abs(chiSquare([...seen.values()], new Array(24).fill(2000)))).to.be.below(5);
  });
  it("holds every number once, also of none and of one", () => {
    for (const n of [0, 1, 2, 1000]) {
      const order = shuffle(rng(n), n);
      expect(order).to.be.instanceOf(Int32Array);
      expect([...order].sort((a, b) => a - b)).to.deep.equal(Array.from({ length: n }, (_, i) => i));
    }
    expect(() => shuffle(rng(1), -1)).to.throw(RangeError, "shuffle: n must be a whole number >= 0, got -1");
  });
});

describe("welford", () => {
  it("is the mean and variance of two passes, at a mean of 1e9 too, in any parts", () => {
    const values = Array.from({ length: 101 }, (_, i) => 1e9 + ((37 * i) % 101) / 7);
    const { mean, variance } = moments(values, 1e9 + 7);
    const all = welford(values);
    expect(all.count).to.equal(101);
    expectClose([all.mean, all.variance], [mean, variance], 1e-6);
    let parts = welford([]);
    for (let i = 0; i < 101; i += 10) parts = welford(values.slice(i, i + 10), parts);
    expectClose([parts.mean, parts.variance, parts.count], [all.mean, all.variance, 101], 1e-6);
  });
  it("knows nothing of nothing, no spread of one, and does not hide NaN", () => {
    expect(welford([])).to.deep.equal({ count: 0, mean: 0, variance: 0 });
    expect(welford([5])).to.deep.equal({ count: 1, mean: 5, variance: 0 });
    expect(welford([1, Number.NaN, 2]).variance).to.be.NaN;
  });
});
