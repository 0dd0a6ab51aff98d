import { draws, expectClose, expectUntouched, submission } from "@cryolab/grader/testing";
import { type ComplexArray, core, type Rng, random } from "@cryolab/lib";
import type * as answer from "./half-spectrum.ts";

const { fullFromHalf } = await submission<typeof answer>("fourier/half-spectrum");

/** Every place of a grid as a list of its indices. */
function places(shape: readonly number[]): number[][] {
  return shape.reduce<number[][]>(
    (lists, n) => lists.flatMap((list) => Array.from({ length: n }, (_, k) => [...list, k])),
    [[]],
  );
}

const halfShape = (shape: readonly number[]) => [...shape.slice(0, -1), Math.floor(shape[shape.length - 1] / 2) + 1];

/** The transform of real normal numbers by the definition, one sum over the grid for each frequency. */
function transform(shape: readonly number[], rng: Rng): ComplexArray {
  const grid = places(shape);
  const f = grid.map(() => 1 + random.normal(rng));
  const F = { shape, re: new Float64Array(grid.length), im: new Float64Array(grid.length) };
  for (const [i, k] of grid.entries())
    for (const [j, x] of grid.entries()) {
      const turns = shape.reduce((sum, n, axis) => sum + ((k[axis] * x[axis]) % n) / n, 0);
      F.re[i] += f[j] * Math.cos(2 * Math.PI * turns);
      F.im[i] -= f[j] * Math.sin(2 * Math.PI * turns);
    }
  return F;
}

/** The columns of a full spectrum that a half one keeps. */
function halfOf(F: ComplexArray): ComplexArray {
  const columns = Math.floor(F.shape[F.shape.length - 1] / 2) + 1;
  const keep = places(F.shape).map((k) => k[k.length - 1] < columns);
  return { shape: halfShape(F.shape), re: F.re.filter((_, i) => keep[i]), im: F.im.filter((_, i) => keep[i]) };
}

/** The statement by a table: every place of the half is written down under its name, and asked for by name. */
function reference(half: ComplexArray, shape: readonly number[]): ComplexArray {
  const table = new Map(places(half.shape).map((k, i) => [k.join(), [half.re[i], half.im[i]]]));
  const pairs = places(shape).map((k) => {
    const mate = table.get(k.map((v, axis) => (v === 0 ? 0 : shape[axis] - v)).join()) ?? [Number.NaN, Number.NaN];
    return table.get(k.join()) ?? [mate[0], -mate[1]];
  });
  return { shape, re: Float64Array.from(pairs, ([re]) => re), im: Float64Array.from(pairs, ([, im]) => im) };
}

/** Numbers without any symmetry. */
function values(shape: readonly number[], rng: Rng): ComplexArray {
  const normals = () => Float64Array.from({ length: core.product(shape) }, () => random.normal(rng));
  return { shape, re: normals(), im: normals() };
}

function shapes(rng: Rng): (readonly number[])[] {
  const side = () => 3 + Math.floor(6 * random.uniform(rng));
  return [
    [side(), side()],
    [side(), side()],
    [5, 6],
    [6, 5],
    [4, 10],
    [8],
    [7],
    [10],
    [3, 4, 5],
    [4, 3, 6],
    [2, 2, 2, 3],
  ];
}
const small = [[1], [2], [3], [4, 1], [3, 2], [1, 5], [1, 6], [1, 1], [5, 1, 4], [2, 3, 1]];

// Tolerance: the sums of the definition are symmetric to 1e-13 of the largest value; a copy has no error of its own.
const rel = 1e-11;

describe("fourier/half-spectrum, hidden", () => {
  it("[4] gives the full transform of real arrays, on one to four axes, odd and even", async () => {
    const rng = draws("transform");
    for (const shape of shapes(rng)) {
      const F = transform(shape, rng);
      const says =
        "From the half of a real array's transform must come the whole: look at −k on every axis, and at odd and even nx.";
      expectClose(await fullFromHalf(halfOf(F), shape), F, { rel, says });
    }
  });

  it("[3] copies the columns of the half and conjugates the mates, whatever the half holds", async () => {
    const rng = draws("values");
    for (const shape of shapes(rng)) {
      const half = values(halfShape(shape), rng);
      const says =
        "The columns of the half are copied as they are, also 0 and nx/2; only the others come from their mates.";
      expectClose(await fullFromHalf(half, shape), reference(half, shape), { says });
    }
  });

  it("[2] works where an axis has one, two or three entries", async () => {
    const rng = draws("small");
    for (const shape of small) {
      const half = values(halfShape(shape), rng);
      const says = "Axes of one or two entries have no other half; some small shape fails.";
      expectClose(await fullFromHalf(half, shape), reference(half, shape), { says });
    }
  });

  it("[1] leaves its argument alone, and keeps Parseval's weights 1, 2, …, 2, and 1 at nx/2", async () => {
    const rng = draws("weights");
    for (const shape of [[3, 6], [4, 5], [2]]) {
      const F = transform(shape, rng);
      const half = halfOf(F);
      const full = await expectUntouched(fullFromHalf, half, shape);
      expectClose(full, F, { rel });
      const nx = shape[shape.length - 1];
      const columns = half.shape[half.shape.length - 1];
      const weighed = half.re.reduce((sum, v, i) => {
        const k = i % columns;
        return sum + (k === 0 || 2 * k === nx ? 1 : 2) * (v * v + half.im[i] * half.im[i]);
      }, 0);
      const energy = full.re.reduce((sum, v, i) => sum + v * v + full.im[i] * full.im[i], 0);
      expectClose(energy, weighed, {
        rel,
        says: "Σ |F|² must be that of the half with weights 1, 2, …, 2, and 1 at nx/2.",
      });
    }
  });
});

// canary 39c12b15264be40b68933300a4dd94b0
