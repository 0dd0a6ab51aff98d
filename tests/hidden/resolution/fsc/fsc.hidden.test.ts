import { draws, expectClose, expectUntouched, submission } from "@cryolab/grader/testing";
import { type RealArray, type Rng, random } from "@cryolab/lib";
import type * as answer from "./fsc.ts";

const { fourierShellCorrelation } = await submission<typeof answer>("resolution/fsc");

/** Indices of all voxels of a box of d sides n, slowest axis first. */
const grid = (n: number, d: number): number[][] =>
  d === 0 ? [[]] : grid(n, d - 1).flatMap((front) => Array.from({ length: n }, (_, last) => [...front, last]));

/** Shell of the frequency at an index, zero first: index n − 1 is k = −1. */
const shellAt = (index: number[], n: number) => Math.round(Math.hypot(...index.map((i) => Math.min(i, n - i))));

const dot = (k: number[], x: number[]) => k.reduce((sum, v, axis) => sum + v * x[axis], 0);

const shells = (n: number) => new Float64Array(Math.floor(n / 2) + 1);

function counts(n: number, d: number): Float64Array {
  const count = shells(n);
  for (const index of grid(n, d)) count[shellAt(index, n)]++; // beyond the end for corners: a Float64Array ignores it
  return count;
}

/** The curve by direct sums: cosine and sine part of both maps at every frequency, no fast transform, no complex number. */
function reference(a: RealArray, b: RealArray): { fsc: Float64Array } {
  const [n, d] = [a.shape[0], a.shape.length];
  const places = grid(n, d);
  const cosine = Array.from({ length: n }, (_, m) => Math.cos((2 * Math.PI * m) / n));
  const sine = Array.from({ length: n }, (_, m) => Math.sin((2 * Math.PI * m) / n));
  const [ab, aa, bb] = [shells(n), shells(n), shells(n)];
  for (const k of places) {
    let [ac, as, bc, bs] = [0, 0, 0, 0];
    for (let i = 0; i < places.length; i++) {
      const m = dot(k, places[i]) % n;
      ac += a.data[i] * cosine[m];
      as += a.data[i] * sine[m];
      bc += b.data[i] * cosine[m];
      bs += b.data[i] * sine[m];
    }
    const s = shellAt(k, n);
    ab[s] += ac * bc + as * bs;
    aa[s] += ac * ac + as * as;
    bb[s] += bc * bc + bs * bs;
  }
  return { fsc: ab.map((sum, s) => sum / Math.sqrt(aa[s] * bb[s])) };
}

function noise(n: number, d: number, rng: Rng): RealArray {
  const data = Float64Array.from({ length: n ** d }, () => random.normal(rng));
  return { shape: Array.from({ length: d }, () => n), data };
}

/** A map and the same one voxel on along the fastest axis, with noise: the FSC turns from + to − on the way out. */
function pair(n: number, d: number, rng: Rng): [RealArray, RealArray] {
  const [a, { shape, data }] = [noise(n, d, rng), noise(n, d, rng)];
  return [a, { shape, data: data.map((v, i) => 1 + 0.5 * v + a.data[i - (i % n) + ((i + 1) % n)]) }];
}

// 1e-9: a transform is good to 1e-13 of the largest value, and no shell here is so weak that this counts.
const abs = 1e-9;

async function expectDirectSums(sizes: readonly (readonly [n: number, d: number])[], rng: Rng): Promise<void> {
  for (const [n, d] of sizes) {
    const [a, b] = pair(n, d, rng);
    const says = `Two noisy maps of ${d} ${d === 1 ? "axis" : "axes"} with n = ${n}: the curve differs from direct sums.`;
    expectClose(await fourierShellCorrelation(a, b), reference(a, b), { abs, says });
  }
}

describe("resolution/fsc, hidden", () => {
  it("[2] agrees with direct sums on cubes of odd and even sides", async () => {
    await expectDirectSums(
      [5, 6, 7, 10].map((n) => [n, 3] as const),
      draws("cubes"),
    );
  });

  it("[1] takes squares and lines, down to a single value", async () => {
    const sizes = [
      [9, 2],
      [16, 2],
      [1, 1],
      [2, 1],
      [3, 1],
      [15, 1],
      [34, 1],
      [1, 3],
    ] as const;
    await expectDirectSums(sizes, draws("flat"));
  });

  it("[1] counts the full spectrum; a map against itself gives 1, against its negative −1", async () => {
    const rng = draws("counts");
    for (const [n, d, factor] of [
      [20, 3, -3],
      [33, 3, 1],
      [42, 3, 0.5],
      [33, 2, -1],
      [50, 2, 1],
      [7, 1, 1],
      [8, 1, 1],
    ]) {
      const a = noise(n, d, rng);
      const b = { shape: a.shape, data: a.data.map((v) => factor * v) };
      const count = counts(n, d);
      const fsc = count.map(() => Math.sign(factor));
      const says = `A map against a multiple of itself, ${d} ${d === 1 ? "axis" : "axes"} with n = ${n}: the curve or the counts are not right.`;
      expectClose(await fourierShellCorrelation(a, b), { fsc, count }, { abs, says });
    }
  });

  it("[1] depends on the angles between waves, not on the gain of a shell: a quarter turn gives 0", async () => {
    const rng = draws("waves");
    const n = 9;
    const places = grid(n, 2);
    const [a, b, dots, powers] = [new Float64Array(81).fill(1), new Float64Array(81).fill(1), shells(n), shells(n)];
    const gains = powers.map(() => 0.1 + 3 * random.uniform(rng));
    [dots[0], powers[0]] = [1, 1];
    for (const k of places.filter(([y, x]) => (y === 0 ? x > 0 && x < 5 : y < 5))) {
      const [size, phase, angle] = [0.5, 7, 3].map((range) => 0.5 + range * random.uniform(rng));
      const s = shellAt(k, n);
      const turn = s === 2 ? Math.PI / 2 : angle;
      places.forEach((x, i) => {
        a[i] += size * Math.cos((2 * Math.PI * dot(k, x)) / n + phase);
        b[i] += size * (gains[s] ?? 1) * Math.cos((2 * Math.PI * dot(k, x)) / n + phase + turn);
      });
      dots[s] += size * size * Math.cos(turn);
      powers[s] += size * size;
    }
    const shape = [n, n] as const;
    const expected = { fsc: dots.map((sum, s) => sum / powers[s]) };
    const says =
      "Waves of one map turned by known angles and multiplied by one gain a shell: each shell must give the mean cosine.";
    expectClose(await fourierShellCorrelation({ shape, data: a }, { shape, data: b }), expected, { abs, says });
  });

  it("[1] gives 0, not NaN, where a map has no power", async () => {
    const rng = draws("empty");
    for (const [n, d] of [
      [6, 3],
      [7, 2],
      [8, 1],
    ]) {
      const a = noise(n, d, rng);
      const empty = { shape: a.shape, data: new Float64Array(n ** d) };
      const says = "With a map of zeros every shell must read 0.";
      for (const [first, second] of [
        [a, empty],
        [empty, a],
        [empty, empty],
      ])
        expectClose(await fourierShellCorrelation(first, second), { fsc: shells(n) }, { says });
    }
  });

  it("[1] returns new arrays and leaves the maps alone", async () => {
    const [a, b] = pair(6, 2, draws("untouched"));
    const result = await expectUntouched(fourierShellCorrelation, a, b);
    expectClose(
      result,
      { ...reference(a, b), count: counts(6, 2) },
      { abs, says: "The curve or the counts are not right." },
    );
  });
});

// canary 13106c75edf16c3303a34955e98163e5
