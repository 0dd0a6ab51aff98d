import { draws, expectClose, expectUntouched, submission } from "@cryolab/grader/testing";
import { core, type Points, type Rng, random, type Volume } from "@cryolab/lib";
import type * as answer from "./trilinear.ts";

const { trilinear } = await submission<typeof answer>("sampling/trilinear");

function volume(shape: readonly [nz: number, ny: number, nx: number], rng: Rng): Volume {
  return { shape, data: Float64Array.from({ length: core.product(shape) }, () => 1 + random.normal(rng)) };
}

/** The formula taken literally: a sum over all voxels, each with a tent of width 1 about it. */
function reference({ shape, data }: Volume, points: Points): Float64Array {
  const [nz, ny, nx] = shape;
  const tent = (d: number) => Math.max(0, 1 - Math.abs(d));
  return Float64Array.from({ length: points.shape[0] }, (_, i) => {
    const [x, y, z] = [nx, ny, nz].map((n, axis) => points.data[3 * i + axis] + Math.floor(n / 2));
    if (x < 0 || y < 0 || z < 0 || x > nx - 1 || y > ny - 1 || z > nz - 1) return 0;
    let sum = 0;
    for (let k = 0; k < nz; k++)
      for (let j = 0; j < ny; j++)
        for (let l = 0; l < nx; l++) sum += data[(k * ny + j) * nx + l] * tent(x - l) * tent(y - j) * tent(z - k);
    return sum;
  });
}

/** Points, by a rule for the index on an axis of extent n. */
function points(m: number, [nz, ny, nx]: Volume["shape"], index: (n: number) => number): Points {
  const rows = Array.from({ length: m }, () => [nx, ny, nz].map((n) => index(n) - Math.floor(n / 2)));
  return { shape: [m, 3], data: Float64Array.from(rows.flat()) };
}

const shapes = [
  [5, 6, 7],
  [6, 6, 6],
  [4, 9, 2],
  [3, 3, 3],
  [10, 2, 5],
  [1, 4, 3],
  [3, 1, 1],
  [1, 1, 1],
] as const;
const abs = 1e-12; // eight products of values of size 1

describe("sampling/trilinear, hidden", () => {
  it("[3] weighs the eight voxels around a point, in boxes of unequal and even sides", async () => {
    const rng = draws("inside");
    for (const shape of shapes) {
      const f = volume(shape, rng);
      const inside = points(40, shape, (n) => (n - 1) * random.uniform(rng));
      const says =
        "Inside the box the value must be the sum over the eight voxels around, weighed by nearness on each axis.";
      expectClose(await expectUntouched(trilinear, f, inside), reference(f, inside), { abs, says });
    }
  });

  it("[2] gives the voxel at a voxel, on all borders too, and 0 outside", async () => {
    const rng = draws("borders");
    for (const shape of shapes) {
      const f = volume(shape, rng);
      const nodes = points(40, shape, (n) => Math.floor(n * random.uniform(rng)));
      expectClose(await trilinear(f, nodes), reference(f, nodes), {
        abs,
        says: "A point on a voxel must give the voxel.",
      });
      const ends = points(40, shape, (n) => (random.uniform(rng) < 0.5 ? 0 : n - 1));
      expectClose(await trilinear(f, ends), reference(f, ends), {
        abs,
        says: "The first and the last voxel of an axis are inside.",
      });
      const faces = points(60, shape, (n) => {
        const u = random.uniform(rng);
        return u < 0.3 ? 0 : u < 0.6 ? n - 1 : (n - 1) * random.uniform(rng);
      });
      expectClose(await trilinear(f, faces), reference(f, faces), {
        abs,
        says: "Points on the faces of the box are inside.",
      });
      // on one axis at least a little, or far, outside
      const beyond = [1e-6, 0.3, 0.7, 1, 1.5, 40];
      const outside = points(60, shape, (n) => {
        const d = beyond[Math.floor(beyond.length * random.uniform(rng))];
        const u = random.uniform(rng);
        return u < 0.3 ? -d : u < 0.6 ? n - 1 + d : (n - 1) * random.uniform(rng);
      });
      const says = "A point that is outside on one axis reads 0, even if some of its eight voxels are inside.";
      expectClose(await trilinear(f, outside), reference(f, outside), { abs, says });
    }
  });

  it("[2] is exact on a + bx + cy + dz + e xyz, about the origin floor(n/2) of each axis; no points, no values", async () => {
    const rng = draws("affine");
    for (const shape of [
      [7, 8, 9],
      [6, 5, 10],
    ] as const) {
      const [nz, ny, nx] = shape;
      const [a, b, c, d, e] = Array.from({ length: 5 }, () => random.normal(rng));
      const map = (x: number, y: number, z: number) => a + b * x + c * y + d * z + e * x * y * z;
      const data = Float64Array.from({ length: nz * ny * nx }, (_, i) =>
        map(
          (i % nx) - Math.floor(nx / 2),
          (Math.floor(i / nx) % ny) - Math.floor(ny / 2),
          Math.floor(i / nx / ny) - Math.floor(nz / 2),
        ),
      );
      const inside = points(50, shape, (n) => (n - 1) * random.uniform(rng));
      const p = inside.data;
      const due = Float64Array.from({ length: 50 }, (_, i) => map(p[3 * i], p[3 * i + 1], p[3 * i + 2]));
      const says = "A map that is linear along each axis must come back exactly, on both sides of the origin.";
      expectClose(await trilinear({ shape, data }, inside), due, { rel: 1e-12, says });
      const none = { shape: [0, 3] as const, data: new Float64Array(0) };
      expectClose(await trilinear({ shape, data }, none), new Float64Array(0), {
        says: "No points give an empty Float64Array.",
      });
    }
  });
});

// canary 8de8a27fb87b2fcdb873575ab1a45398
