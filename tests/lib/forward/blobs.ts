/** @file Five Gaussian blobs, chiral and off-centre: volume, projection and spectra in closed form. */

import { core, type Image, type ImageSpectrum, type Rotation, type Volume } from "@cryolab/lib";

/** A e^(−|p − c|²/(2σ²)): centre (x, y, z), width, height, lengths in voxels from floor(n/2). */
export interface Blob {
  readonly centre: readonly [number, number, number];
  readonly sigma: number;
  readonly height: number;
}

/** No mirror image and no turn of these five is the five again. Widths ≥ 3, so that trilinear reading is good. */
export const blobs: readonly Blob[] = [
  { centre: [0, 0, 0], sigma: 4, height: 0.6 },
  { centre: [7, 0, 1], sigma: 3, height: 1 },
  { centre: [-2, 6, 0], sigma: 3, height: 0.8 },
  { centre: [1, 2, 8], sigma: 3.5, height: 0.7 },
  { centre: [-5, -4, -3], sigma: 3, height: 0.9 },
];

/** Index to coordinate. */
const from = (index: number, n: number) => index - Math.floor(n / 2);

/** The volume, sampled. */
export function blobVolume(n: number, list: readonly Blob[] = blobs): Volume {
  return core.mapReal(core.zeros([n, n, n]), (_, i) => {
    const p = [from(i % n, n), from(Math.floor(i / n) % n, n), from(Math.floor(i / n / n), n)];
    let sum = 0;
    for (const { centre, sigma, height } of list) {
      const r2 = (p[0] - centre[0]) ** 2 + (p[1] - centre[1]) ** 2 + (p[2] - centre[2]) ** 2;
      sum += height * Math.exp(-r2 / (2 * sigma * sigma));
    }
    return sum;
  });
}

/** Where a blob is seen: ∫ V(R (x, y, z)) dz has it at the first two components of Rᵀ c. */
function seen(R: Rotation, [x, y, z]: Blob["centre"]): [number, number] {
  return [R[0] * x + R[3] * y + R[6] * z, R[1] * x + R[4] * y + R[7] * z];
}

/** The line integrals ∫ V(R (x, y, z)) dz. */
export function blobProjection(n: number, R: Rotation, list: readonly Blob[] = blobs): Image {
  return core.mapReal(core.zeros([n, n]), (_, i) => {
    let sum = 0;
    for (const { centre, sigma, height } of list) {
      const [x, y] = seen(R, centre);
      const r2 = (from(i % n, n) - x) ** 2 + (from(Math.floor(i / n), n) - y) ** 2;
      sum += height * sigma * Math.sqrt(2 * Math.PI) * Math.exp(-r2 / (2 * sigma * sigma));
    }
    return sum;
  });
}

/** The transform of the projection at the frequencies of an image of side n, zero first, phases about floor(n/2). */
export function blobSlice(n: number, R: Rotation, list: readonly Blob[] = blobs): ImageSpectrum {
  const slice = core.complexArray([n, n], new Float64Array(n * n), new Float64Array(n * n));
  for (let i = 0; i < n * n; i++) {
    const [kx, ky] = [i % n, Math.floor(i / n)].map((k) => (k < n / 2 ? k : k - n) / n);
    for (const { centre, sigma, height } of list) {
      const [x, y] = seen(R, centre);
      const amplitude =
        height * (Math.sqrt(2 * Math.PI) * sigma) ** 3 * Math.exp(-2 * (Math.PI * sigma) ** 2 * (kx * kx + ky * ky));
      slice.re[i] += amplitude * Math.cos(2 * Math.PI * (kx * x + ky * y));
      slice.im[i] -= amplitude * Math.sin(2 * Math.PI * (kx * x + ky * y));
    }
  }
  return slice;
}

/** The 24 turns of a cube: permutations of the axes with signs, determinant 1. */
export function cubeTurns(): Rotation[] {
  const turns: Rotation[] = [];
  for (const [i, j, k, parity] of [
    [0, 1, 2, 1],
    [1, 2, 0, 1],
    [2, 0, 1, 1],
    [0, 2, 1, -1],
    [1, 0, 2, -1],
    [2, 1, 0, -1],
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
      R[6 + k] = a * b * parity;
      turns.push(R);
    }
  return turns;
}
