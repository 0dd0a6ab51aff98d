import { draws, expectClose, expectThat, expectUntouched, submission } from "@cryolab/grader/testing";
import { type Matrix, type Rng, random } from "@cryolab/lib";
import type * as answer from "./pca.ts";

const { pca } = await submission<typeof answer>("linalg/pca");

type Components = ReturnType<typeof answer.pca>;

/** count random directions of a space, at right angles to each other and to those given: Gram and Schmidt, twice. */
function directions(count: number, size: number, given: number[][], rng: Rng): number[][] {
  const all = given.map((v) => [...v]);
  while (all.length < given.length + count) {
    let v = Array.from({ length: size }, () => random.normal(rng));
    for (const u of [...all, ...all]) {
      const dot = v.reduce((sum, value, i) => sum + value * u[i], 0);
      v = v.map((value, i) => value - dot * u[i]);
    }
    const length = Math.hypot(...v);
    if (length > 0.05) all.push(v.map((value) => value / length));
  }
  return all.slice(given.length);
}

interface Problem {
  readonly x: Matrix;
  readonly due: { mean: Float64Array; values: Float64Array; vectors: number[][]; scores: Matrix };
}

/** Samples made of components that are known: x = mean + Σ √(n λ) u vᵀ, with u at right angles to 1. No matrix is decomposed. */
function problem(n: number, d: number, rank: number, k: number, rng: Rng, unit = 1, offset = 0): Problem {
  const ones = Array.from({ length: n }, () => 1 / Math.sqrt(n));
  const u = directions(rank, n, [ones], rng);
  const v = directions(rank, d, [], rng);
  let lambda = 30 * (1 + random.uniform(rng)) * unit * unit;
  const values = u.map(() => {
    lambda *= 0.35 + 0.35 * random.uniform(rng); // no two alike
    return lambda;
  });
  const mean = Float64Array.from({ length: d }, () => (2 * random.normal(rng) + offset) * unit);
  const data = Float64Array.from({ length: n * d }, (_, i) => {
    const [sample, at] = [Math.floor(i / d), i % d];
    return mean[at] + values.reduce((sum, l, c) => sum + Math.sqrt(n * l) * u[c][sample] * v[c][at], 0);
  });
  const signs = v.map((row) => Math.sign(row.reduce((a, b) => (Math.abs(b) > Math.abs(a) ? b : a))));
  const scores = Float64Array.from({ length: n * k }, (_, i) => {
    const [sample, c] = [Math.floor(i / k), i % k];
    return c < rank ? signs[c] * Math.sqrt(n * values[c]) * u[c][sample] : 0;
  });
  return {
    x: { shape: [n, d], data },
    due: {
      mean,
      values: Float64Array.from({ length: k }, (_, c) => values[c] ?? 0),
      vectors: v.slice(0, k).map((row, c) => row.map((value) => signs[c] * value)),
      scores: { shape: [n, k], data: scores },
    },
  };
}

/** Kinds and shapes; then the four results in turn, vectors only as far as the rank goes. */
function judge(found: unknown, { x, due }: Problem, k: number, rel: number): void {
  const [n, d] = x.shape;
  const got = found as Components;
  const kinds = {
    mean: new Float64Array(d),
    values: new Float64Array(k),
    vectors: { shape: [k, d], data: new Float64Array(k * d) },
    scores: { shape: [n, k], data: new Float64Array(n * k) },
  };
  const says = "mean [d], values [k], vectors [k, d] and scores [n, k] must be there, and finite.";
  expectClose(got, kinds, { abs: Number.MAX_VALUE, says });
  expectClose(got.mean, due.mean, { rel: 1e-9, says: "The mean is that of every column." });
  expectClose(got.values, due.values, {
    rel,
    says: "Values: variances along the components, with 1/n, largest first, 0 beyond the rank.",
  });
  due.vectors.forEach((row, c) => {
    const says = "Vectors: row c belongs to value c, has length 1, and its entry of largest modulus is positive.";
    expectClose(got.vectors.data.slice(c * d, (c + 1) * d), Float64Array.from(row), { abs: 30 * rel, says });
  });
  const words = "Scores: (sample − mean)·vector in row i, column c; 0 beyond the rank.";
  expectClose(got.scores, due.scores, { rel: 30 * rel, says: words });
}

// 1e-8: eigenvalues are good to 1e-15 of the largest, vectors to that over the gaps, which are 1e-3 and more.
const rel = 1e-8;

async function expectComponents(
  sizes: readonly (readonly [n: number, d: number, rank: number, k: number])[],
  rng: Rng,
) {
  for (const [n, d, rank, k] of sizes) {
    const made = problem(n, d, rank, k, rng);
    judge(await expectUntouched(pca, made.x, k), made, k, rel);
  }
}

describe("linalg/pca, hidden", () => {
  it("[3] finds the components that many short samples were made of", async () => {
    const sizes = [
      [12, 5, 5, 3],
      [30, 4, 4, 4],
      [9, 7, 3, 3],
      [8, 8, 7, 5],
      [25, 1, 1, 1],
      [2, 2, 1, 1],
    ] as const;
    await expectComponents(sizes, draws("short"));
  });

  it("[3] finds the components that few long samples were made of", async () => {
    const sizes = [
      [6, 40, 5, 3],
      [5, 9, 4, 4],
      [10, 120, 6, 6],
      [2, 7, 1, 1],
    ] as const;
    await expectComponents(sizes, draws("long"));
  });

  it("[2] gives values and scores of 0 beyond the rank, in any unit", async () => {
    const rng = draws("rank");
    for (const [n, d, rank, k] of [
      [7, 6, 2, 4],
      [4, 12, 3, 6],
      [5, 20, 2, 9],
      [3, 3, 1, 3],
    ])
      for (const unit of [1, 1e-7, 1e6]) {
        const made = problem(n, d, rank, k, rng, unit);
        judge(await pca(made.x, k), made, k, rel);
      }
  });

  it("[1] keeps its digits beside a mean of 1e8", async () => {
    const rng = draws("offset");
    for (const [n, d, rank, k] of [
      [15, 4, 4, 2],
      [5, 11, 4, 3],
    ]) {
      const made = problem(n, d, rank, k, rng, 1, 1e8);
      // the samples themselves are rounded to 1e-8
      judge(await pca(made.x, k), made, k, 1e-6);
    }
  });

  it("[1] takes a single sample and equal samples: nothing spreads", async () => {
    const rng = draws("still");
    for (const [n, d, k] of [
      [1, 4, 2],
      [1, 1, 1],
      [5, 3, 3],
      [2, 6, 4],
    ]) {
      const row = Float64Array.from({ length: d }, () => Math.round(20 * random.normal(rng)));
      const x = { shape: [n, d] as const, data: Float64Array.from({ length: n * d }, (_, i) => row[i % d]) };
      const found = (await pca(x, k)) as Components;
      const due = { mean: row, values: new Float64Array(k), scores: { shape: [n, k], data: new Float64Array(n * k) } };
      expectClose(found, due, { abs: 1e-9, says: "Samples that are all alike have values and scores of 0." });
      expectThat(found.vectors.data.every(Number.isFinite), "Vectors beyond the rank may be anything finite.");
    }
  });
});

// canary 1592937fa75620c2e11d9491022ab45d
