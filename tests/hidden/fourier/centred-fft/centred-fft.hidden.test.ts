import { draws, expectClose, expectUntouched, submission } from "@cryolab/grader/testing";
import { type ComplexArray, core, type RealArray, random } from "@cryolab/lib";
import type * as answer from "./centred-fft.ts";

const { centredFft } = await submission<typeof answer>("fourier/centred-fft");

/** Every place of a grid as a list of distances from floor(n/2). */
function places(shape: readonly number[]): number[][] {
  return shape.reduce<number[][]>(
    (lists, n) => lists.flatMap((list) => Array.from({ length: n }, (_, k) => [...list, k - Math.floor(n / 2)])),
    [[]],
  );
}

/** One sum over the whole grid with signed frequencies and places: no shift, no fast transform. */
function reference(a: RealArray): ComplexArray {
  const grid = places(a.shape);
  const F = { shape: a.shape, re: new Float64Array(grid.length), im: new Float64Array(grid.length) };
  for (const [i, k] of grid.entries())
    for (const [j, x] of grid.entries()) {
      const turns = a.shape.reduce((sum, n, axis) => sum + (k[axis] * x[axis]) / n, 0);
      F.re[i] += a.data[j] * Math.cos(2 * Math.PI * turns);
      F.im[i] -= a.data[j] * Math.sin(2 * Math.PI * turns);
    }
  return F;
}

/** δ so many places beyond floor(n/2) on every axis. */
function delta(shape: readonly number[], beyond: readonly number[]): RealArray {
  const data = new Float64Array(core.product(shape));
  data[shape.reduce((at, n, axis) => at * n + Math.floor(n / 2) + beyond[axis], 0)] = 1;
  return { shape, data };
}

// Tolerance: a few dozen roundings of angles below 100, on spectra of the size of the values.
const rel = 1e-10;

describe("fourier/centred-fft, hidden", () => {
  it("[3] turns δ in the middle into +1 for n = 1 to 10 in one, two and three dimensions", async () => {
    for (let n = 1; n <= 10; n++)
      for (const shape of [[n], [n, n], [n, n, n]]) {
        const zeros = shape.map(() => 0);
        const N = core.product(shape);
        const due = { shape, re: new Float64Array(N).fill(1), im: new Float64Array(N) };
        const says = "δ at floor(n/2) of every axis must give +1 at every frequency: some length or dimension fails.";
        expectClose(await centredFft(delta(shape, zeros)), due, { rel, says });
      }
  });

  it("[2] agrees with one sum over places and frequencies counted from the middle, oblong grids too", async () => {
    const rng = draws("values");
    const drawn = Array.from({ length: 4 }, () => [3, 4].map((least) => least + Math.floor(6 * random.uniform(rng))));
    for (const shape of [...drawn, [3, 4, 5], [6, 3, 2], [5, 6], [10, 3], [1, 6], [7], [6], [8], [2], [1]]) {
      const data = Float64Array.from({ length: core.product(shape) }, () => random.normal(rng));
      const a = { shape, data };
      const says =
        "The values differ from Σ a e^(−2πi k x / n) with k and x counted from floor(n/2), without a factor.";
      expectClose(await centredFft(a), reference(a), { rel, says });
    }
  });

  it("[2] turns a moved δ into a ramp of phases, and leaves its argument alone", async () => {
    for (const shape of [
      [6, 9],
      [5, 4],
      [3, 6, 5],
    ])
      for (const axis of shape.keys()) {
        const a = delta(
          shape,
          shape.map((_, i) => (i === axis ? 1 : 0)),
        );
        const says = "δ one place beyond the middle must give e^(−2πi k / n) along that axis, 1 at zero frequency.";
        expectClose(await expectUntouched(centredFft, a), reference(a), { rel, says });
      }
  });
});

// canary 1645ccc219acbe7c14395759d5a854da
