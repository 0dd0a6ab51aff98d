import { readFileSync } from "node:fs";
import { random } from "@cryolab/lib";
import { expect } from "chai";
import { largest } from "../../support/close.ts";
import { seeded } from "../../support/draw.ts";
import { chiSquare, kolmogorov, moments, normalDistribution, poissonProbabilities } from "./statistics.ts";

const { normal, poisson, rng, uniform } = random;

interface Golden {
  normal: number[][];
  poisson: { mean: number; counts: number[]; after: number[] }[];
}
// numbers of tests/golden/random, seen from tests/dist/lib/random
const folder = new URL("../../../golden/random/", import.meta.url);
const golden: Golden = JSON.parse(readFileSync(new URL("draws.json", folder), "utf8"));

describe("draws on every Node", () => {
  it("have the digests that Node 20, 22 and 24 agree on", async () => {
    const expected = JSON.parse(readFileSync(new URL("nodes.json", folder), "utf8"));
    const { digests } = await import(new URL("nodes.mjs", folder).href);
    const actual = digests();
    expect(actual.normalMeanSquare).to.be.closeTo(expected.normalMeanSquare, 1e-12);
    delete actual.normalMeanSquare;
    delete expected.normalMeanSquare;
    // where Math.log and Math.cos are compiled with fused multiply-add, the last bit of a normal number may differ
    if (process.arch !== "x64") actual.normal = expected.normal;
    expect(actual).to.deep.equal(expected);
  });
});

describe("normal", () => {
  it("has the numbers of an independent implementation, but for the last bits of logarithm and cosine", () => {
    const g = rng("normal");
    const numbers = golden.normal.flat();
    const errors = numbers.map((x) => (normal(g) - x) / Math.max(1, Math.abs(x)));
    expect(largest(errors)).to.be.below(1e-15);
  });
  it("has mean 0, variance 1, skewness 0, kurtosis 3 (5 standard errors) and Φ for its distribution (KS, 1e-6)", () => {
    const n = 200000;
    const g = rng("tests/normal");
    const x = Float64Array.from({ length: n }, () => normal(g));
    const moment = (k: number) => x.reduce((sum, v) => sum + v ** k, 0) / n;
    // variances of x, x², x³, x⁴ about their means: 1, 2, 15, 96
    expect(Math.abs(moment(1)) * Math.sqrt(n)).to.be.below(5);
    expect(Math.abs(moment(2) - 1) * Math.sqrt(n / 2)).to.be.below(5);
    expect(Math.abs(moment(3)) * Math.sqrt(n / 15)).to.be.below(5);
    expect(Math.abs(moment(4) - 3) * Math.sqrt(n / 96)).to.be.below(5);
    expect(normalDistribution(1.959963984540054)).to.be.closeTo(0.975, 1e-14);
    expect(kolmogorov(x, normalDistribution)).to.be.below(2.7);
  });
  it("has the tails: beyond 3 and beyond 4 as often as it should, and none beyond 8.6", () => {
    const n = 1000000;
    const g = rng("tails");
    let [three, four, top] = [0, 0, 0];
    for (let i = 0; i < n; i++) {
      const x = Math.abs(normal(g));
      if (x > 3) three++;
      if (x > 4) four++;
      top = Math.max(top, x);
    }
    const within = (count: number, p: number) => Math.abs(count - n * p) / Math.sqrt(n * p);
    expect(within(three, 2 * normalDistribution(-3))).to.be.below(5);
    expect(within(four, 2 * normalDistribution(-4))).to.be.below(5);
    expect(top).to.be.below(8.6); // √(−2 ln 2⁻⁵³) = 8.57
  });
  it("is uncorrelated from one number to the next, and takes two uniform numbers each", () => {
    const n = 100000;
    const g = rng("serial");
    const x = Float64Array.from({ length: n }, () => normal(g));
    let sum = 0;
    for (let i = 1; i < n; i++) sum += x[i] * x[i - 1];
    expect(Math.abs(sum) / Math.sqrt(n)).to.be.below(5);
    const [a, b] = [rng(3), rng(3)];
    normal(a);
    uniform(b);
    uniform(b);
    expect(a.state).to.deep.equal(b.state);
  });
  it("is finite when the uniform number is 0", () => {
    // from this state xoshiro128** gives 0 twice, then other numbers: u = 0, ln(1 − u) = 0
    const g = { state: Uint32Array.of(0, 0, 0, 1) };
    expect(uniform({ state: g.state.slice() })).to.equal(0);
    expect(normal(g)).to.be.closeTo(0, 0);
  });
});

describe("poisson", () => {
  it("has the counts of an independent implementation: exact sums below mean 10, PTRS with lgamma above", () => {
    for (const { mean, counts, after } of golden.poisson) {
      const g = rng("poisson");
      expect(
        counts.map(() => poisson(g, mean)),
        `mean ${mean}`,
      ).to.deep.equal(counts);
      expect(Array.from(g.state)).to.deep.equal(after);
    }
  });
  it("has its mean for mean and variance (5 standard errors, false alarm 6e-7 each)", () => {
    for (const mean of [0.01, 3, 9.999, 10, 30, 1e4, 1e9, 2 ** 52]) {
      const n = 100000;
      const g = seeded(`poisson ${mean}`);
      const counts = Float64Array.from({ length: n }, () => poisson(g, mean));
      const m = moments(counts, mean);
      expect(Math.abs(m.mean - mean) / Math.sqrt(mean / n), `mean of ${mean}`).to.be.below(5);
      // the fourth central moment is m + 3 m²
      expect(Math.abs(m.variance - mean) / Math.sqrt((mean + 2 * mean * mean) / n), `variance of ${mean}`).to.be.below(
        5,
      );
    }
  });
  it("has e^(−m) m^k/k! for the frequency of every count (chi-square, 5 standard errors)", () => {
    for (const mean of [0.01, 0.5, 3, 9.99, 10, 12, 15.5, 17, 30, 100]) {
      const n = 200000;
      const g = seeded(`pmf ${mean}`);
      const kMax = Math.ceil(mean + 8 * Math.sqrt(mean) + 8);
      const p = poissonProbabilities(mean, kMax);
      const observed = new Float64Array(kMax + 1);
      for (let i = 0; i < n; i++) observed[Math.min(kMax, poisson(g, mean))]++;
      // counts expected less than 20 times are put together: χ² needs full bins
      const [rare, common] = [[0, 0], { observed: [] as number[], expected: [] as number[] }];
      p.forEach((probability, k) => {
        if (n * probability < 20) {
          rare[0] += observed[k];
          rare[1] += n * probability;
        } else {
          common.observed.push(observed[k]);
          common.expected.push(n * probability);
        }
      });
      common.observed.push(rare[0]);
      common.expected.push(rare[1]);
      expect(Math.abs(chiSquare(common.observed, common.expected)), `mean ${mean}`).to.be.below(5);
    }
  });
  it("is normal in the middle for a large mean: quantiles of 10⁸ (KS, false alarm 1e-6)", () => {
    const g = seeded("poisson large");
    const x = Float64Array.from({ length: 50000 }, () => (poisson(g, 1e8) - 1e8) / 1e4);
    expect(kolmogorov(x, normalDistribution)).to.be.below(2.7); // skewness 1e-4 is far below 1/√n
  });
  it("is 0 for mean 0, without a draw, and almost always for a tiny one", () => {
    const g = rng(1);
    expect(poisson(g, 0)).to.equal(0);
    expect(g.state).to.deep.equal(rng(1).state);
    expect(poisson(g, 1e-300)).to.equal(0);
  });
  it("ends where the tail is about 2⁻⁵³ for the largest uniform number below 1", () => {
    // xoshiro128** gives rotl(5 s₁, 7) · 9: all ones for s₁ = rotr(−1/9, 7)/5, and once more since s₀ = s₂ = 0
    const ninth = Math.imul(-1, 0x38e38e39);
    const s1 = Math.imul((ninth >>> 7) | (ninth << 25), 0xcccccccd);
    const g = () => ({ state: Uint32Array.of(0, s1, 0, 0) });
    expect(uniform(g())).to.equal(1 - 2 ** -53);
    for (const mean of [1e-10, 0.01, 1, 5, 9.999]) {
      const p = poissonProbabilities(mean, 60);
      const count = poisson(g(), mean);
      const beyond = (k: number) => p.slice(k).reduce((sum, v) => sum + v, 0);
      expect(beyond(count), `P(k ≥ ${count}), mean ${mean}`).to.be.at.least(1e-18);
      expect(beyond(count + 1), `P(k > ${count}), mean ${mean}`).to.be.at.most(1e-15);
    }
  });
  it("adds: the sum of two counts of means 2 and 5 is a count of mean 7", () => {
    const g = seeded("poisson sum");
    const n = 100000;
    const counts = new Float64Array(40);
    for (let i = 0; i < n; i++) counts[poisson(g, 2) + poisson(g, 5)]++;
    const p = poissonProbabilities(7, 17).map((v) => n * v);
    p.push(n - p.reduce((a, b) => a + b));
    const observed = [...counts.slice(0, 18), counts.slice(18).reduce((a, b) => a + b)];
    expect(Math.abs(chiSquare(observed, p))).to.be.below(5);
  });
  it("names the mean it refuses", () => {
    for (const mean of [-1, Number.NaN, Number.POSITIVE_INFINITY, 1e16])
      expect(() => poisson(rng(1), mean)).to.throw(RangeError, `poisson: mean must be between 0 and 2^52, got ${mean}`);
  });
});
