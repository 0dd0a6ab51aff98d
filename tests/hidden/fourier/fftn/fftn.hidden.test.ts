import { draws, expectClose, expectUntouched, submission } from "@cryolab/grader/testing";
import { type ComplexArray, core, type Rng, random } from "@cryolab/lib";
import type * as answer from "./fftn.ts";

const { fftn } = await submission<typeof answer>("fourier/fftn");

/** Complex normal numbers on a grid. */
function values(shape: readonly number[], rng: Rng): ComplexArray {
  const normals = () => Float64Array.from({ length: core.product(shape) }, () => random.normal(rng));
  return { shape, re: normals(), im: normals() };
}

/** Every place of a grid as a list of its indices. */
function places(shape: readonly number[]): number[][] {
  return shape.reduce<number[][]>(
    (lists, n) => lists.flatMap((list) => Array.from({ length: n }, (_, k) => [...list, k])),
    [[]],
  );
}

/** The definition as one sum over the whole grid for every output: no lines, no axis after another. */
function reference(a: ComplexArray, axes: readonly number[], inverse: boolean, ortho: boolean): ComplexArray {
  const grid = places(a.shape);
  const N = axes.reduce((product, axis) => product * a.shape[axis], 1);
  const factor = ortho ? 1 / Math.sqrt(N) : inverse ? 1 / N : 1;
  const F = { shape: a.shape, re: new Float64Array(grid.length), im: new Float64Array(grid.length) };
  for (const [i, k] of grid.entries())
    for (const [j, x] of grid.entries()) {
      if (k.some((index, axis) => !axes.includes(axis) && index !== x[axis])) continue;
      const turns = axes.reduce((sum, axis) => sum + ((k[axis] * x[axis]) % a.shape[axis]) / a.shape[axis], 0);
      const c = factor * Math.cos(2 * Math.PI * turns);
      const s = factor * Math.sin(2 * Math.PI * turns) * (inverse ? 1 : -1);
      F.re[i] += a.re[j] * c - a.im[j] * s;
      F.im[i] += a.re[j] * s + a.im[j] * c;
    }
  return F;
}

const all = (shape: readonly number[]) => shape.map((_, axis) => axis);

// Tolerance: angles up to 2π n² / n taken without the modulo lose 1e-13, far below 1e-9 of the largest value.
const rel = 1e-9;

describe("fourier/fftn, hidden", () => {
  it("[3] agrees with one sum over the whole grid, on one to four axes of any length", async () => {
    const rng = draws("forward");
    const drawn = Array.from({ length: 3 }, () => [2, 3].map((least) => least + Math.floor(7 * random.uniform(rng))));
    for (const shape of [[3, 4, 5], ...drawn, [5, 3], [2, 6], [7], [6], [1], [1, 5], [4, 1, 3], [2, 3, 1, 2]]) {
      const a = values(shape, rng);
      const says = "The transform along all axes differs from the sum over the whole grid.";
      expectClose(await fftn(a), reference(a, all(shape), false, false), { rel, says });
      expectClose(await fftn(a, {}), reference(a, all(shape), false, false), { rel, says });
    }
  });

  it("[3] transforms the axes that are asked for, in any order, and no other", async () => {
    const rng = draws("axes");
    for (const shape of [
      [3, 4, 5],
      [2, 3, 3],
      [6, 2],
    ])
      for (const axes of [[], [0], [1], [2], [0, 2], [2, 1], [1, 0], [2, 0, 1]]) {
        if (axes.some((axis) => axis >= shape.length)) continue;
        const a = values(shape, rng);
        const says = "Only the axes in the list are transformed, axis 0 being the slowest; an empty list gives a copy.";
        expectClose(await fftn(a, { axes }), reference(a, axes, false, false), { rel, says });
        const back = "On the way back the factor is 1/N, N the product of the lengths of the axes in the list.";
        expectClose(await fftn(a, { axes, inverse: true }), reference(a, axes, true, false), { rel, says: back });
        const ortho = 'With norm "ortho" the factor is 1/√N both ways, N counting only the axes in the list.';
        expectClose(await fftn(a, { axes, norm: "ortho" }), reference(a, axes, false, true), { rel, says: ortho });
      }
  });

  it("[2] goes back with + in the exponent, with either factor", async () => {
    const rng = draws("inverse");
    for (const shape of [[3, 4, 5], [2, 7], [9], [1, 6], [1]]) {
      const F = values(shape, rng);
      const says = 'The way back has + in the exponent and 1/N in front; with norm "ortho" 1/√N.';
      expectClose(await fftn(F, { inverse: true }), reference(F, all(shape), true, false), { rel, says });
      const named = await fftn(F, { inverse: true, norm: "backward" });
      expectClose(named, reference(F, all(shape), true, false), { rel, says });
      const ortho = await fftn(F, { inverse: true, norm: "ortho" });
      expectClose(ortho, reference(F, all(shape), true, true), { rel, says });
      const there = await fftn(F, { inverse: false, norm: "ortho" });
      expectClose(there, reference(F, all(shape), false, true), { rel, says });
    }
  });

  it("[2] leaves its argument alone, and keeps the energy with norm ortho", async () => {
    const a = values([3, 4], draws("untouched"));
    expectClose(await expectUntouched(fftn, a), reference(a, [0, 1], false, false), { rel });
    const says = "An empty list of axes must give a copy.";
    expectClose(await expectUntouched(fftn, a, { axes: [] }), a, { rel, says });
    const F = await expectUntouched(fftn, a, { norm: "ortho" });
    const energy = ({ re, im }: ComplexArray) => re.reduce((sum, v, i) => sum + v * v + im[i] * im[i], 0);
    expectClose(F, reference(a, [0, 1], false, true), { rel });
    expectClose(energy(F), energy(a), { rel, says: 'With norm "ortho" Σ|F|² must be Σ|f|² (Parseval).' });
  });
});

// canary dce5e9ad22572ea22921efdad24aeb9f
