import { readFileSync } from "node:fs";
import { type Rng, random } from "@cryolab/lib";
import { expect } from "chai";
import { chiSquare, kolmogorov, moments } from "./statistics.ts";

const { rng, stream, uniform } = random;

interface Golden {
  generators: { seed: number | string; state: number[]; uniform: number[]; after: number[] }[];
  streams: { seed: number; path: string[]; state: number[]; uniform: number[] }[];
}
// numbers of tests/golden/random/draws.py, seen from tests/dist/lib/random
const golden: Golden = JSON.parse(readFileSync(new URL("../../../golden/random/draws.json", import.meta.url), "utf8"));

const draw = (g: Rng, n: number) => Float64Array.from({ length: n }, () => uniform(g));

describe("rng", () => {
  it("has the states of an independent implementation, for numbers and texts", () => {
    for (const { seed, state } of golden.generators)
      expect(Array.from(rng(seed).state), `seed ${seed}`).to.deep.equal(state);
  });
  it("takes a number for its text", () => {
    expect(rng(-3).state).to.deep.equal(rng("-3").state);
  });
  it("gives different generators to the first hundred thousand seeds, and to 59599 and 813120, which share a hash", () => {
    const states = new Set<string>();
    for (let seed = 0; seed < 100000; seed++) states.add(String(rng(seed).state));
    expect(states.size).to.equal(100000);
    expect(rng(59599).state).not.to.deep.equal(rng(813120).state);
  });
  it("has half of its bits set and half of them changed by a step of the seed", () => {
    const n = 10000;
    const counts = new Float64Array(256);
    for (let seed = 0; seed < n; seed++) {
      const [a, b] = [rng(seed).state, rng(seed + 1).state];
      for (let bit = 0; bit < 128; bit++) {
        const [word, shift] = [bit >> 5, bit & 31];
        counts[bit] += (a[word] >>> shift) & 1;
        counts[128 + bit] += ((a[word] ^ b[word]) >>> shift) & 1;
      }
    }
    // 256 counts, each of deviation √n/2: beyond 6 of them once in 2 million seeds
    for (const count of counts) expect(Math.abs(count - n / 2)).to.be.below(3 * Math.sqrt(n));
  });
  it("refuses numbers that are not whole or too large to be told apart", () => {
    expect(() => rng(0.5)).to.throw(RangeError, "rng: seed must be a text or a whole number below 2^53, got 0.5");
    expect(() => rng(2 ** 53)).to.throw(RangeError, "got 9007199254740992");
    expect(() => rng(Number.NaN)).to.throw(RangeError, "got NaN");
  });
});

describe("stream", () => {
  it("has the states and draws of an independent implementation", () => {
    for (const { seed, path, state, uniform: expected } of golden.streams) {
      const g = path.reduce(stream, rng(seed));
      expect(Array.from(g.state), path.join("/")).to.deep.equal(state);
      expect(Array.from(draw(g, 4))).to.deep.equal(expected);
    }
  });
  it("draws nothing from its parent, whichever stream is taken first", () => {
    const parent = rng(1);
    const a = stream(parent, "a");
    const b = stream(parent, "b");
    expect(parent.state).to.deep.equal(rng(1).state);
    expect(stream(rng(1), "b").state).to.deep.equal(b.state);
    uniform(a);
    expect(stream(parent, "a").state).not.to.deep.equal(a.state);
    expect(stream(parent, "b").state).to.deep.equal(b.state);
  });
  it("depends on where its parent stands", () => {
    const parent = rng(1);
    const before = stream(parent, "a").state;
    uniform(parent);
    expect(stream(parent, "a").state).not.to.deep.equal(before);
  });
  it("gives different generators to a hundred thousand particles", () => {
    const parent = rng(1);
    const states = new Set<string>();
    for (let i = 0; i < 100000; i++) states.add(String(stream(parent, `particle ${i}`).state));
    expect(states.size).to.equal(100000);
  });
  it("is uncorrelated with its parent and with its sister: 5 standard errors, false alarm 6e-7 each", () => {
    const n = 50000;
    const parent = rng("correlation");
    const [p, a, b] = [parent, stream(parent, "1"), stream(parent, "2")].map((g) => draw(g, n));
    const correlation = (x: Float64Array, y: Float64Array, lag: number) => {
      let sum = 0;
      for (let i = 0; i + lag < n; i++) sum += 12 * (x[i] - 0.5) * (y[i + lag] - 0.5);
      return sum / Math.sqrt(n);
    };
    for (const [x, y] of [
      [p, a],
      [p, b],
      [a, b],
    ])
      for (let lag = 0; lag < 5; lag++) expect(Math.abs(correlation(x, y, lag))).to.be.below(5);
  });
  it("gives uniform first draws over streams 0, 1, 2, …: one draw of each is as good as many of one", () => {
    const parent = rng("firsts");
    const firsts = Float64Array.from({ length: 20000 }, (_, i) => uniform(stream(parent, String(i))));
    expect(kolmogorov(firsts, (x) => x)).to.be.below(2.7); // false alarm 1e-6
  });
});

describe("uniform", () => {
  it("repeats the numbers of an independent implementation to the bit, and leaves the same state", () => {
    for (const { seed, uniform: expected, after } of golden.generators) {
      const g = rng(seed);
      expect(Array.from(draw(g, 8)), `seed ${seed}`).to.deep.equal(expected);
      expect(Array.from(g.state)).to.deep.equal(after);
    }
  });
  it("takes 27 and 26 high bits of the reference outputs of xoshiro128** from the state 1, 2, 3, 4", () => {
    // outputs of Blackman and Vigna's xoshiro128starstar.c 1.1, as the tests of the Rust crate rand_xoshiro have them
    const outputs = [
      11520, 0, 5927040, 70819200, 2031721883, 1637235492, 1287239034, 3734860849, 3729100597, 4258142804,
    ];
    const g: Rng = { state: Uint32Array.of(1, 2, 3, 4) };
    for (let i = 0; i < outputs.length; i += 2) {
      const high = Math.floor(outputs[i] / 32);
      const low = Math.floor(outputs[i + 1] / 64);
      expect(uniform(g)).to.equal((high * 2 ** 26 + low) / 2 ** 53);
    }
  });
  it("lies in [0, 1), has mean ½ and variance 1/12, in 256 equal bins and in each of its 53 bits (5 standard errors)", () => {
    const n = 200000;
    const values = draw(rng("uniform"), n);
    const { mean, variance } = moments(values, 0.5);
    expect(Math.abs(mean - 0.5) / Math.sqrt(1 / 12 / n)).to.be.below(5);
    expect(Math.abs(variance - 1 / 12) / Math.sqrt(1 / 180 / n)).to.be.below(5);
    const bins = new Float64Array(256);
    const bits = new Float64Array(53);
    for (const value of values) {
      bins[Math.floor(256 * value)]++;
      for (let bit = 0, rest = value; bit < 53; bit++) {
        rest *= 2;
        const digit = Math.floor(rest);
        bits[bit] += digit;
        rest -= digit;
      }
    }
    expect(bins.length, "no value below 0 or from 1 on").to.equal(256);
    expect(bins.reduce((a, b) => a + b)).to.equal(n);
    expect(Math.abs(chiSquare(bins, new Float64Array(256).fill(n / 256)))).to.be.below(5);
    for (const count of bits) expect(Math.abs(count - n / 2) / Math.sqrt(n / 4)).to.be.below(5);
    expect(kolmogorov(values, (x) => x)).to.be.below(2.7);
  });
  it("fills the square and the cube: successive pairs and triples in 32² and 10³ cells", () => {
    const n = 90000;
    const values = draw(rng("pairs"), n);
    for (const [k, side] of [
      [2, 32],
      [3, 10],
    ]) {
      const cells = new Float64Array(side ** k);
      for (let i = 0; i + k <= n; i += k) {
        let cell = 0;
        for (let j = 0; j < k; j++) cell = cell * side + Math.floor(side * values[i + j]);
        cells[cell]++;
      }
      const expected = new Float64Array(cells.length).fill(n / k / cells.length);
      expect(Math.abs(chiSquare(cells, expected))).to.be.below(5);
    }
  });
  it("is its state: a copy of the four words goes on with the same numbers", () => {
    const g = rng(5);
    draw(g, 3);
    const copy: Rng = { state: Uint32Array.from(JSON.parse(JSON.stringify(Array.from(g.state)))) };
    expect(draw(copy, 5)).to.deep.equal(draw(g, 5));
  });
});
