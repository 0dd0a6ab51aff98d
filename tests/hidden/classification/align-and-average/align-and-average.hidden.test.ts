import { draws, expectClose, expectThat, expectUntouched, submission } from "@cryolab/grader/testing";
import { type Matrix, type Rng, random } from "@cryolab/lib";
import type * as answer from "./align-and-average.ts";

const { alignAndAverage } = await submission<typeof answer>("classification/align-and-average");

interface Aligned {
  readonly average: Float64Array;
  readonly lags: Int32Array;
}

/** By a table of all sums: every product of a sample and a value goes to the lag that their indices differ by. */
function reference(x: Matrix, ref: Float64Array): Aligned {
  const [n, m] = x.shape;
  const sum = new Float64Array(m);
  const lags = Int32Array.from({ length: n }, (_, i) => {
    const table = new Float64Array(2 * m - 1);
    for (let a = 0; a < m; a++) for (let j = 0; j < m; j++) table[j - a + m - 1] += x.data[i * m + j] * ref[a];
    const lag = table.indexOf(Math.max(...table)) - (m - 1);
    for (let j = 0; j < m; j++) if (j - lag >= 0 && j - lag < m) sum[j - lag] += x.data[i * m + j];
    return lag;
  });
  return { average: sum.map((v) => v / n), lags };
}

const noise = (length: number, rng: Rng) => Float64Array.from({ length }, () => random.normal(rng));

function correlation(a: Float64Array, b: Float64Array): number {
  const mean = (v: Float64Array) => v.reduce((sum, value) => sum + value, 0) / v.length;
  const [ma, mb] = [mean(a), mean(b)];
  let [ab, aa, bb] = [0, 0, 0];
  for (let i = 0; i < a.length; i++) {
    ab += (a[i] - ma) * (b[i] - mb);
    aa += (a[i] - ma) ** 2;
    bb += (b[i] - mb) ** 2;
  }
  return ab / Math.sqrt(aa * bb);
}

/** A bump of mean 0 and variance 1 on 64 samples. */
function bump(): Float64Array {
  const raw = Float64Array.from({ length: 64 }, (_, j) => Math.exp(-((j - 32) ** 2) / 30));
  const mean = raw.reduce((a, b) => a + b) / 64;
  const deviation = Math.sqrt(raw.reduce((sum, v) => sum + (v - mean) ** 2, 0) / 64);
  return raw.map((v) => (v - mean) / deviation);
}

// Tolerance: means of a few hundred values of size 1 in another order, or by a Fourier transform.
const close = { abs: 1e-9 };

describe("classification/align-and-average, hidden", () => {
  it("[4] agrees with direct sums for any number and length of traces", async () => {
    const rng = draws("noise");
    for (const [n, m] of [
      [5, 8],
      [7, 9],
      [12, 10],
      [3, 31],
      [1, 16],
      [9, 2],
      [4, 3],
      [6, 1],
    ]) {
      for (let i = 0; i < 2; i++) {
        const offset = i === 0 ? 0 : 0.7;
        const x: Matrix = { shape: [n, m], data: noise(n * m, rng).map((v) => 2 * v + offset) };
        const ref = noise(m, rng).map((v) => v + offset);
        const says =
          "Lags or average differ from direct sums: sums over the overlap without a norm, zeros from outside, divided by n.";
        expectClose(await expectUntouched(alignAndAverage, x, ref), reference(x, ref), { ...close, says });
      }
    }
  });

  it("[2] finds planted signals and their lags, up to nearly the whole length", async () => {
    const rng = draws("planted");
    const m = 41;
    const shape = new Float64Array(m);
    for (let j = 18; j < 23; j++) shape[j] = 3 + 5 * random.uniform(rng);
    const planted = Int32Array.from({ length: 20 }, () => Math.floor(37 * random.uniform(rng)) - 18);
    planted.set([18, -18, 0]);
    const data = noise(20 * m, rng).map((v, k) => {
      const j = k % m;
      return 0.2 * v + (shape[j - planted[Math.floor(k / m)]] ?? 0);
    });
    const x: Matrix = { shape: [20, m], data };
    const due = { average: reference(x, shape).average, lags: planted };
    const says = "A shape planted at known lags must come back at +q, and its average where the reference has it.";
    expectClose(await alignAndAverage(x, shape), due, { ...close, says });
  });

  it("[2] takes the largest sum, also when all are negative or the trace is the reference upside down", async () => {
    const rng = draws("negative");
    const m = 10;
    const positive = noise(m, rng).map((v) => 1 + Math.abs(v));
    const negative: Matrix = { shape: [2, m], data: noise(2 * m, rng).map((v) => -1 - Math.abs(v)) };
    const says = "The largest sum counts, not the largest modulus and not the largest above 0.";
    expectClose(await alignAndAverage(negative, positive), reference(negative, positive), { ...close, says });
    const ref = noise(m, rng);
    // some noise: a bare −reference has the same sum at q and −q
    const inverted: Matrix = { shape: [1, m], data: noise(m, rng).map((v, j) => 0.3 * v - ref[j]) };
    expectClose(await alignAndAverage(inverted, ref), reference(inverted, ref), { ...close, says });
    const empty: Matrix = { shape: [3, m], data: new Float64Array(3 * m) };
    empty.data.set(ref, m);
    const found = (await alignAndAverage(empty, ref)) as Aligned;
    const due = ref.map((v) => v / 3);
    expectClose(found.average, due, {
      ...close,
      says: "Empty traces count in n and give nothing, whatever their lag.",
    });
  });

  it("[2] finds the reference in pure noise", async () => {
    const rng = draws("einstein");
    const x: Matrix = { shape: [200, 64], data: noise(200 * 64, rng) };
    const ref = bump();
    const found = (await alignAndAverage(x, ref)) as Aligned;
    const says =
      "Pure noise aligned to a bump must give an average like the bump, with every trace compared to the bump as given.";
    expectClose(found, reference(x, ref), { ...close, says });
    // 0.898 ± 0.012 for this length and number: the bound is four deviations away
    expectThat(correlation(found.average, ref) > 0.85, says);
  });
});

// canary 33cb7c78ee463c71dd79a4700742310c
