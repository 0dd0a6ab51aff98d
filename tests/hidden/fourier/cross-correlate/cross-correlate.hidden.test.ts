import { draws, expectClose, expectUntouched, submission } from "@cryolab/grader/testing";
import { type Rng, random } from "@cryolab/lib";
import type * as answer from "./cross-correlate.ts";

const { crossCorrelate } = await submission<typeof answer>("fourier/cross-correlate");

/** Normal numbers about 0.5: means that are not 0. */
function values(n: number, rng: Rng): Float64Array {
  return Float64Array.from({ length: n }, () => 0.5 + random.normal(rng));
}

/** Every pair of values adds its product to the lag between them: no ring, no spectrum. */
function reference(x: Float64Array, a: Float64Array): { lags: Int32Array; c: Float64Array } {
  const lags = new Int32Array(x.length + a.length - 1);
  const c = new Float64Array(lags.length);
  for (let i = 0; i < lags.length; i++) lags[i] = i + 1 - a.length;
  for (let i = 0; i < x.length; i++) for (let m = 0; m < a.length; m++) c[i - m + a.length - 1] += x[i] * a[m];
  return { lags, c };
}

// Tolerance: products of spectra of less than a hundred values lose some 1e-15 of the largest; 1e-10 leaves room.
const rel = 1e-10;

describe("fourier/cross-correlate, hidden", () => {
  it("[4] agrees with the sum over all pairs for equal and unequal, odd and even lengths", async () => {
    const rng = draws("pairs");
    const drawn = Array.from({ length: 4 }, () => [0, 1].map(() => 5 + Math.floor(30 * random.uniform(rng))));
    const says = "The values or the lags differ from c(q) = Σ x[m + q] a[m] with zeros beyond the ends.";
    for (const [nx, na] of [...drawn, [12, 7], [7, 12], [9, 9], [8, 8], [10, 3], [6, 15], [2, 2], [3, 2], [2, 3]]) {
      const [x, a] = [values(nx, rng), values(na, rng)];
      expectClose(await crossCorrelate(x, a), reference(x, a), { rel, says });
    }
  });

  it("[3] finds the shift of a planted shape, forwards, backwards and partly beyond the end", async () => {
    const rng = draws("planted");
    for (const [n, q] of [
      [16, 5],
      [17, -6],
      [21, 0],
      [20, 14],
      [9, -7],
    ]) {
      const a = values(n, rng);
      const x = Float64Array.from({ length: n }, (_, i) => (i - q >= 0 && i - q < n ? a[i - q] : 0));
      const { lags, c } = (await crossCorrelate(x, a)) as { lags: Int32Array; c: Float64Array };
      const due = reference(x, a);
      const says = "A shape that is moved to larger indices by q must be found at lag +q.";
      expectClose(lags, due.lags, { says });
      expectClose(c, due.c, { rel, says });
    }
  });

  it("[2] works for a single value on either side", async () => {
    const rng = draws("single");
    for (const [nx, na] of [
      [1, 1],
      [1, 6],
      [5, 1],
    ]) {
      const [x, a] = [values(nx, rng), values(na, rng)];
      const says = "One value alone, in the trace or in the shape, must work like many.";
      expectClose(await crossCorrelate(x, a), reference(x, a), { rel, says });
    }
  });

  it("[1] leaves both arguments alone", async () => {
    const rng = draws("untouched");
    const [x, a] = [values(6, rng), values(6, rng)];
    expectClose(await expectUntouched(crossCorrelate, x, a), reference(x, a), { rel });
    const one = Float64Array.of(1);
    const says = "With the shape 1 the trace comes back, in a new array.";
    expectClose(await expectUntouched(crossCorrelate, x, one), reference(x, one), { rel, says });
  });
});

// canary d892452701b7d1be89e68ff266e41c6e
