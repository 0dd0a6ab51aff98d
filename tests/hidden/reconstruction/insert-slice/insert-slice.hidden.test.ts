import { draws, expectClose, expectUntouched, submission } from "@cryolab/grader/testing";
import { type Image, type ImageSpectrum, type Rng, type Rotation, random, rotations } from "@cryolab/lib";
import type * as answer from "./insert-slice.ts";

const { insertSlice } = await submission<typeof answer>("reconstruction/insert-slice");

type SliceGrid = answer.SliceGrid;

/** A random rotation: three turns. */
function rotation(rng: Rng): Rotation {
  const [a, b, c] = [6.28 * random.uniform(rng), 0.4 + 2.3 * random.uniform(rng), 6.28 * random.uniform(rng)];
  return rotations.rotationFromEuler(a, b, c);
}

/** The 24 turns of a cube: signed permutations of determinant 1. */
function quarterTurns(): Rotation[] {
  const turns: Rotation[] = [];
  for (const [i, j, k] of [
    [0, 1, 2],
    [1, 2, 0],
    [2, 0, 1],
    [0, 2, 1],
    [2, 1, 0],
    [1, 0, 2],
  ])
    for (let signs = 0; signs < 8; signs++) {
      const R = new Float64Array(9);
      [R[i], R[3 + j], R[6 + k]] = [1, 2, 4].map((bit) => (signs & bit ? -1 : 1));
      const determinant =
        R[0] * (R[4] * R[8] - R[5] * R[7]) - R[1] * (R[3] * R[8] - R[5] * R[6]) + R[2] * (R[3] * R[7] - R[4] * R[6]);
      if (determinant > 0) turns.push(R);
    }
  return turns;
}

const normals = (length: number, rng: Rng) => Float64Array.from({ length }, () => random.normal(rng));
const signed = (i: number, n: number) => (2 * i < n ? i : i - n);

/** A grid that has been filled before. */
function used(n: number, rng: Rng): SliceGrid {
  const shape = [n, n, n] as const;
  const weight = normals(n ** 3, rng).map(Math.abs);
  return { sum: { shape, re: normals(n ** 3, rng), im: normals(n ** 3, rng) }, weight: { shape, data: weight } };
}

/** A slice and a CTF of both signs. */
function view(n: number, rng: Rng): { slice: ImageSpectrum; ctf: Image } {
  const shape = [n, n] as const;
  const slice = { shape, re: normals(n * n, rng), im: normals(n * n, rng) };
  return { slice, ctf: { shape, data: normals(n * n, rng).map(Math.sin) } };
}

/** The formula taken literally: every frequency of the grid, from below to above, asks every sample for its tent. */
function reference(grid: SliceGrid, slice: ImageSpectrum, R: Rotation, ctf?: Image): SliceGrid {
  const n = slice.shape[0];
  const [re, im, weight] = [grid.sum.re.slice(), grid.sum.im.slice(), grid.weight.data.slice()];
  const top = Math.floor(n / 2);
  const tent = (d: number) => Math.max(0, 1 - Math.abs(d));
  for (let at = 0; at < n * n; at++) {
    const [kx, ky] = [signed(at % n, n), signed(Math.floor(at / n), n)];
    const p = [0, 3, 6].map((row) => R[row] * kx + R[row + 1] * ky);
    if (p.some((v) => Math.abs(v) > top + 1e-9)) continue;
    const c = ctf === undefined ? 1 : ctf.data[at];
    // frequencies −top − 1 … top + 1, of which several may be one entry
    for (let z = -top - 1; z <= top + 1; z++)
      for (let y = -top - 1; y <= top + 1; y++)
        for (let x = -top - 1; x <= top + 1; x++) {
          const w = tent(p[0] - x) * tent(p[1] - y) * tent(p[2] - z);
          if (w === 0) continue;
          const [ix, iy, iz] = [x, y, z].map((k) => (k + 2 * n) % n);
          const to = (iz * n + iy) * n + ix;
          re[to] += w * c * slice.re[at];
          im[to] += w * c * slice.im[at];
          weight[to] += w * c * c;
        }
  }
  return { sum: { shape: grid.sum.shape, re, im }, weight: { shape: grid.weight.shape, data: weight } };
}

const empty = (n: number): SliceGrid => ({
  sum: { shape: [n, n, n], re: new Float64Array(n ** 3), im: new Float64Array(n ** 3) },
  weight: { shape: [n, n, n], data: new Float64Array(n ** 3) },
});
const dot = (a: Float64Array, b: Float64Array) => a.reduce((sum, v, i) => sum + v * b[i], 0);

const abs = 1e-11; // some dozen products of size 1

describe("reconstruction/insert-slice, hidden", () => {
  it("[3] shares every sample out at R (kx, ky, 0), on top of what is there, in any view", async () => {
    const rng = draws("views");
    for (const n of [1, 3, 7, 9, 11]) {
      const { slice } = view(n, rng);
      const [grid, R] = [used(n, rng), rotation(rng)];
      const found = await expectUntouched(insertSlice, grid, slice, { rotation: R });
      const says =
        "Without a CTF each sample with its place within ±floor(n/2) must be added to the eight frequencies around, with weights that add up to 1.";
      expectClose(found, reference(grid, slice, R), { abs, says });
    }
  });

  it("[3] weighs by the CTF, once in the sum and twice in the weight, odd and even", async () => {
    const rng = draws("lenses");
    for (const n of [3, 8, 9, 10]) {
      const { slice, ctf } = view(n, rng);
      const [grid, R] = [used(n, rng), rotation(rng)];
      // even sides: nothing at Nyquist, where an index has two frequencies
      if (n % 2 === 0) for (let i = 0; i < n; i++) ctf.data[(n / 2) * n + i] = ctf.data[i * n + n / 2] = 0;
      const says = "With a CTF c of either sign the sum must gain w c F and the weight w c².";
      const found = await expectUntouched(insertSlice, grid, slice, { rotation: R, ctf });
      expectClose(found, reference(grid, slice, R, ctf), { abs, says });
    }
  });

  it("[2] only moves samples for R = 1 and all 24 quarter turns, odd and even", async () => {
    const rng = draws("quarters");
    for (const n of [1, 2, 5, 6])
      for (const R of quarterTurns()) {
        const { slice } = view(n, rng);
        const due = empty(n);
        for (let at = 0; at < n * n; at++) {
          const [kx, ky] = [signed(at % n, n), signed(Math.floor(at / n), n)];
          const [x, y, z] = [0, 3, 6].map((row) => (R[row] * kx + R[row + 1] * ky + n) % n);
          const to = (z * n + y) * n + x;
          due.sum.re[to] += slice.re[at];
          due.sum.im[to] += slice.im[at];
          due.weight.data[to] += 1;
        }
        const says = "For R = 1 and quarter turns every sample must go to one frequency, with weight 1.";
        // the matrix as an angle makes it, with 6e-17 for cos 90°
        const rounded = R.map((v) => v + 6e-17);
        expectClose(await insertSlice(empty(n), slice, { rotation: rounded }), due, { abs, says });
      }
  });

  it("[2] is the adjoint of the central slice, and counts the samples inside", async () => {
    const rng = draws("adjoint");
    for (const n of [7, 9]) {
      const { slice } = view(n, rng);
      const tilted = rotation(rng);
      for (const R of [rotations.rotationFromEuler(Math.PI / 4, 0, 0), tilted]) {
        const V = used(n, rng).sum;
        // the gather by straight lines along x, then y, then z
        const top = (n - 1) / 2;
        const line = (u: number, a: number, b: number) => a + u * (b - a);
        const read = (part: Float64Array, [x, y, z]: readonly number[]) => {
          const value = (i: number, j: number, k: number) => {
            const [a, b, c] = [i, j, k].map((v) => (v + n) % n);
            return part[(c * n + b) * n + a];
          };
          const [i, j, k] = [x, y, z].map(Math.floor);
          const row = (b: number, c: number) => line(x - i, value(i, b, c), value(i + 1, b, c));
          const plane = (c: number) => line(y - j, row(j, c), row(j + 1, c));
          return line(z - k, plane(k), plane(k + 1));
        };
        let [due, inside] = [0, 0];
        for (let at = 0; at < n * n; at++) {
          const [kx, ky] = [signed(at % n, n), signed(Math.floor(at / n), n)];
          const p = [0, 3, 6].map((row) => R[row] * kx + R[row + 1] * ky);
          if (p.some((v) => Math.abs(v) > top + 1e-9)) continue;
          inside++;
          due += slice.re[at] * read(V.re, p) + slice.im[at] * read(V.im, p);
        }
        const found = (await insertSlice(empty(n), slice, { rotation: R })) as SliceGrid;
        const says = "A grid of side n must come back, sum and weight.";
        expectClose(found, empty(n), { abs: Infinity, says });
        const total = found.weight.data.reduce((sum, w) => sum + w, 0);
        expectClose(total, inside, { abs: 1e-9, says: "All weights must add up to the number of samples inside." });
        const adjoint =
          "For any spectrum V, Σ sum·V must be Σ F·V(place), with V(place) read as the central slice reads it.";
        expectClose(dot(found.sum.re, V.re) + dot(found.sum.im, V.im), due, { abs: 1e-9, says: adjoint });
      }
    }
  });
});

// canary 43406b57a615253a6e75c6b63aa3d923
