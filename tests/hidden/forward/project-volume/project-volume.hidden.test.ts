import { draws, expectClose, expectUntouched, submission } from "@cryolab/grader/testing";
import { type Image, type Rng, type Rotation, random, rotations, type Volume } from "@cryolab/lib";
import type * as answer from "./project-volume.ts";

const { projectVolume } = await submission<typeof answer>("forward/project-volume");

/** A random rotation: three turns. */
function rotation(rng: Rng): Rotation {
  const [a, b, c] = [
    2 * Math.PI * random.uniform(rng),
    0.4 + 2.3 * random.uniform(rng),
    2 * Math.PI * random.uniform(rng),
  ];
  return rotations.rotationFromEuler(a, b, c);
}

/** The 24 turns of a cube: signed permutations of determinant 1. */
function quarterTurns(): Rotation[] {
  const turns: Rotation[] = [];
  for (const [i, j, k, even] of [
    [0, 1, 2, 1],
    [1, 2, 0, 1],
    [2, 0, 1, 1],
    [0, 2, 1, -1],
    [2, 1, 0, -1],
    [1, 0, 2, -1],
  ])
    for (const [a, b] of [
      [1, 1],
      [1, -1],
      [-1, 1],
      [-1, -1],
    ]) {
      const R = new Float64Array(9);
      R[i] = a;
      R[3 + j] = b;
      R[6 + k] = a * b * even;
      turns.push(R);
    }
  return turns;
}

interface Blob {
  readonly p: readonly [x: number, y: number, z: number];
  readonly sigma: number;
  readonly height: number;
}

/** Five blobs about a corner and three arms of unequal length: no mirror, no centre. */
function blobs(rng: Rng): Blob[] {
  const places = [
    [1, -1, 2],
    [6, -1, 2],
    [1, 4, 2],
    [1, -1, -4],
    [-4, -3, 3],
  ] as const;
  const wobble = () => random.uniform(rng) - 0.5;
  return places.map(([x, y, z], i) => ({
    p: [x + wobble(), y + wobble(), z + wobble()],
    sigma: 3 + 0.3 * random.uniform(rng),
    height: [1, 0.8, -0.6, 0.9, 0.7][i],
  }));
}

function map(list: readonly Blob[], n: number): Volume {
  const c = Math.floor(n / 2);
  const data = Float64Array.from({ length: n ** 3 }, (_, i) => {
    const [x, y, z] = [(i % n) - c, (Math.floor(i / n) % n) - c, Math.floor(i / n / n) - c];
    return list.reduce(
      (sum, { p, sigma, height }) =>
        sum + height * Math.exp(-((x - p[0]) ** 2 + (y - p[1]) ** 2 + (z - p[2]) ** 2) / (2 * sigma ** 2)),
      0,
    );
  });
  return { shape: [n, n, n], data };
}

/** The shadow in closed form: a blob at p shows at Rᵀp, with σ√(2π) times its height. */
function shadow(list: readonly Blob[], n: number, R: Rotation): Image {
  const c = Math.floor(n / 2);
  const data = new Float64Array(n * n);
  for (const { p, sigma, height } of list) {
    const [u, v] = [0, 1].map((i) => R[i] * p[0] + R[3 + i] * p[1] + R[6 + i] * p[2]);
    for (let i = 0; i < data.length; i++) {
      const [x, y] = [(i % n) - c, Math.floor(i / n) - c];
      data[i] += height * sigma * Math.sqrt(2 * Math.PI) * Math.exp(-((x - u) ** 2 + (y - v) ** 2) / (2 * sigma ** 2));
    }
  }
  return { shape: [n, n], data };
}

/** A cube of normal numbers with a border of zeros. */
function bordered(n: number, rng: Rng): Volume {
  const edge = (i: number) => i === 0 || i === n - 1;
  const data = Float64Array.from({ length: n ** 3 }, (_, i) => {
    const value = 1 + random.normal(rng);
    return edge(i % n) || edge(Math.floor(i / n) % n) || edge(Math.floor(i / n / n)) ? 0 : value;
  });
  return { shape: [n, n, n], data };
}

describe("forward/project-volume, hidden", () => {
  it("[4] casts the shadow of a lopsided molecule from any side, odd and even", async () => {
    const rng = draws("views");
    for (const n of [37, 38]) {
      const list = blobs(rng);
      const volume = map(list, n);
      for (let i = 0; i < 3; i++) {
        const R = rotation(rng);
        const says =
          "The shadow must show a blob at p where Rᵀp is, in the hand of the map, added up along the line of each pixel.";
        // trilinear values of σ = 3 are up to 1.4 % low
        expectClose(await projectVolume(volume, R), shadow(list, n, R), { rel: 0.03, says });
      }
    }
  });

  it("[3] adds up along z for R = 1, and only moves voxels by all 24 quarter turns", async () => {
    const rng = draws("quarters");
    for (const n of [1, 2, 5, 6]) {
      const c = Math.floor(n / 2);
      for (const R of quarterTurns()) {
        const volume =
          n < 3
            ? { shape: [n, n, n] as const, data: new Float64Array(n ** 3).map(() => random.normal(rng)) }
            : bordered(n, rng);
        const due = new Float64Array(n * n);
        // every voxel is sent to its pixel: q = Rᵀp
        for (let i = 0; i < volume.data.length; i++) {
          const p = [(i % n) - c, (Math.floor(i / n) % n) - c, Math.floor(i / n / n) - c];
          const q = [0, 1, 2].map((axis) => R[axis] * p[0] + R[3 + axis] * p[1] + R[6 + axis] * p[2] + c);
          if (q.every((v) => v >= 0 && v < n)) due[q[1] * n + q[0]] += volume.data[i];
        }
        const says =
          "For R = 1 and quarter turns voxels must only be moved about floor(n/2) and added up, without any factor.";
        // the matrix as an angle makes it, with 6e-17 for cos 90°
        const rounded = n < 3 ? R : R.map((v) => v + 6e-17);
        expectClose(await projectVolume(volume, rounded), { shape: [n, n], data: due }, { abs: 1e-9, says });
      }
    }
    await expectUntouched(projectVolume, bordered(5, rng), rotation(rng));
  });

  it("[3] reads 0 outside the cube, and keeps what is inside however long the line", async () => {
    const rng = draws("outside");
    for (const n of [11, 12]) {
      const c = Math.floor(n / 2);
      const ones: Volume = { shape: [n, n, n], data: new Float64Array(n ** 3).fill(1) };
      const [least, most] = [new Float64Array(n * n), new Float64Array(n * n)];
      const R = rotation(rng);
      for (let i = 0; i < n * n; i++)
        for (let z = -c; z < n - c; z++) {
          const [x, y] = [(i % n) - c, Math.floor(i / n) - c];
          const q = [0, 3, 6].map((row) => R[row] * x + R[row + 1] * y + R[row + 2] * z + c);
          const depth = Math.min(...q.map((v) => Math.min(v, n - 1 - v)));
          // a cubic overshoots a step, by up to a fifth beside an edge
          least[i] += depth > 2 ? 1 : depth > -2 ? -0.1 : 0;
          if (depth > -1) most[i] += depth < 2 ? 1.3 : 1;
        }
      const found = (await projectVolume(ones, R)) as Image;
      expectClose(
        found,
        { shape: [n, n], data: most },
        { abs: 2 * n, says: "The image must have shape [n, n] and hold sums over n planes." },
      );
      const held = found.data.map((v, i) => Math.max(least[i], Math.min(most[i], v)));
      const says = "A cube of ones must give the number of a line's points inside the cube: 0 beyond its faces.";
      expectClose(found.data, held, { abs: 0.3, says });
    }
  });
});

// canary 3aa98a1a4d3dbf6859224bd0f322762d
