/**
 * @file Phantoms made of Gaussian blobs, whose volume, projections and Fourier transform have closed forms:
 *   V(r)        = Σ a e^(−|r − c|²/(2σ²))
 *   P_R(x, y)   = Σ a σ √(2π) e^(−((x − c'x)² + (y − c'y)²)/(2σ²)), c' = Rᵀ c
 *   F(s)        = Σ a (2πσ²)^(3/2) e^(−2π²σ²|s|²) e^(−2πi s·c)
 * Lengths are in Å; with the default pixel size of 1 they are voxels. The origin is at voxel floor(n/2) of every axis.
 */

import {
  type ComplexArray,
  check,
  type Image,
  type Points,
  type Rng,
  type Rotation,
  type Volume,
} from "../core/index.ts";
import { normal, uniform } from "../random/index.ts";

/** A round Gaussian blob. */
export interface Blob {
  /** where it sits, (x, y, z), Å from the origin */
  readonly centre: readonly [x: number, y: number, z: number];
  /** standard deviation, Å */
  readonly sigma: number;
  /** density at its centre */
  readonly amplitude: number;
}

/** A sum of blobs. */
export interface Phantom {
  readonly blobs: readonly Blob[];
}

/**
 * Blobs at random places of a ball, of unequal widths and weights: four or more have no symmetry and one hand.
 *
 * @param count - number of blobs, ≥ 1
 * @param rng - generator, advanced
 * @param options - `radius` of the ball that holds the centres, Å; `sigma`, mean width, Å: each blob has 0.75 to 1.25 of
 *   it, and an amplitude from 0.5 to 1.5
 * @throws RangeError if count is not a whole number ≥ 1, radius is below 0 or sigma not above 0
 * @example
 * phantomVolume(gaussianPhantom(20, rng(1), { radius: 16, sigma: 2 }), 64).shape // [64, 64, 64]
 */
export function gaussianPhantom(
  count: number,
  rng: Rng,
  options: { readonly radius: number; readonly sigma: number },
): Phantom {
  const { radius, sigma } = options;
  check(
    Number.isInteger(count) && count >= 1,
    () => `gaussianPhantom: count must be a whole number >= 1, got ${count}`,
  );
  check(radius >= 0 && radius < Infinity, () => `gaussianPhantom: radius must be finite and >= 0, got ${radius}`);
  check(sigma > 0 && sigma < Infinity, () => `gaussianPhantom: sigma must be finite and above 0, got ${sigma}`);
  const blobs = Array.from({ length: count }, (): Blob => {
    // a direction of three normal numbers, and the largest of three uniform ones as a radius: uniform in the ball
    const [x, y, z] = [normal(rng), normal(rng), normal(rng)];
    const r = radius * Math.max(uniform(rng), uniform(rng), uniform(rng));
    const scale = r / Math.sqrt(x * x + y * y + z * z);
    return {
      centre: [scale * x, scale * y, scale * z],
      sigma: sigma * (0.75 + 0.5 * uniform(rng)),
      amplitude: 0.5 + uniform(rng),
    };
  });
  return { blobs };
}

/**
 * Four blobs of one hand: arms of unequal length along +x, +y and +z from a blob at the origin, as thumb, first and
 * middle finger of a right hand. No rotation brings it onto its mirror image.
 *
 * @param radius - length of the arm along x, Å; those along y and z are 3/4 and 1/2 of it, every σ is 1/8
 * @throws RangeError if radius is not finite and above 0
 * @example
 * chiralPhantom(16).blobs[1].centre // [16, 0, 0]
 */
export function chiralPhantom(radius: number): Phantom {
  check(radius > 0 && radius < Infinity, () => `chiralPhantom: radius must be finite and above 0, got ${radius}`);
  const sigma = radius / 8;
  return {
    blobs: [
      { centre: [0, 0, 0], sigma, amplitude: 1 },
      { centre: [radius, 0, 0], sigma, amplitude: 0.9 },
      { centre: [0, 0.75 * radius, 0], sigma, amplitude: 0.8 },
      { centre: [0, 0, 0.5 * radius], sigma, amplitude: 0.7 },
    ],
  };
}

/** What the functions that draw a phantom on a grid may be asked. */
export interface PhantomGrid {
  /** side of a voxel, Å, default 1 */
  readonly pixelSize?: number;
}

function checkGrid(n: number, pixelSize: number, name: string): void {
  check(Number.isInteger(n) && n >= 1, () => `${name}: n must be a whole number >= 1, got ${n}`);
  check(pixelSize > 0 && pixelSize < Infinity, () => `${name}: pixelSize must be finite and above 0, got ${pixelSize}`);
}

/** factor · e^(−(x_j − c)²/(2σ²)) at the n places x_j = (j − floor(n/2)) · pixelSize. */
function profile(n: number, pixelSize: number, c: number, sigma: number, factor: number): Float64Array {
  const values = new Float64Array(n);
  for (let j = 0; j < n; j++) {
    const t = ((j - Math.floor(n / 2)) * pixelSize - c) / sigma;
    values[j] = factor * Math.exp(-(t * t) / 2);
  }
  return values;
}

/**
 * Density of a phantom on a cubic grid.
 *
 * V(x, y, z) = Σ a e^(−|r − c|²/(2σ²)), r = (index − floor(n/2)) · pixelSize
 *
 * @param phantom - blobs
 * @param n - side of the cube, voxels
 * @param options - pixelSize, Å
 * @returns shape [n, n, n], origin at floor(n/2); values at the voxels' centres, not means over voxels
 * @throws RangeError if n is not a whole number ≥ 1 or pixelSize not above 0
 * @example
 * phantomVolume(chiralPhantom(4), 9).data[(4 * 9 + 4) * 9 + 8] // voxel (4, 0, 0) from the origin, near 0.9
 */
export function phantomVolume(phantom: Phantom, n: number, options: PhantomGrid = {}): Volume {
  const { pixelSize = 1 } = options;
  checkGrid(n, pixelSize, "phantomVolume");
  const data = new Float64Array(n * n * n);
  for (const { centre, sigma, amplitude } of phantom.blobs) {
    const [gx, gy] = [0, 1].map((axis) => profile(n, pixelSize, centre[axis], sigma, 1));
    const gz = profile(n, pixelSize, centre[2], sigma, amplitude);
    for (let z = 0, i = 0; z < n; z++)
      for (let y = 0; y < n; y++) {
        const g = gz[z] * gy[y];
        for (let x = 0; x < n; x++, i++) data[i] += g * gx[x];
      }
  }
  return { shape: [n, n, n], data };
}

/**
 * Projection of a phantom along a direction, in closed form.
 *
 * P_R(x, y) = ∫ V(R (x, y, z)) dz = Σ a σ √(2π) e^(−((x − c'x)² + (y − c'y)²)/(2σ²)), c' = Rᵀ c
 *
 * @param phantom - blobs
 * @param n - side of the image, pixels
 * @param rotation - R, active, row by row
 * @param options - pixelSize, Å
 * @returns shape [n, n], density times Å, origin at floor(n/2); a sum over voxels is this divided by pixelSize
 * @throws RangeError if n is not a whole number ≥ 1, rotation has not nine numbers or pixelSize is not above 0
 * @example
 * phantomProjection(chiralPhantom(4), 9, Float64Array.of(1, 0, 0, 0, 1, 0, 0, 0, 1)).shape // [9, 9]
 */
export function phantomProjection(phantom: Phantom, n: number, rotation: Rotation, options: PhantomGrid = {}): Image {
  const { pixelSize = 1 } = options;
  checkGrid(n, pixelSize, "phantomProjection");
  check(rotation.length === 9, () => `phantomProjection: rotation must hold 9 numbers, got ${rotation.length}`);
  const data = new Float64Array(n * n);
  for (const { centre, sigma, amplitude } of phantom.blobs) {
    const [cx, cy, cz] = centre;
    const px = rotation[0] * cx + rotation[3] * cy + rotation[6] * cz; // Rᵀ c
    const py = rotation[1] * cx + rotation[4] * cy + rotation[7] * cz;
    const gx = profile(n, pixelSize, px, sigma, 1);
    const gy = profile(n, pixelSize, py, sigma, amplitude * sigma * Math.sqrt(2 * Math.PI));
    for (let y = 0, i = 0; y < n; y++) for (let x = 0; x < n; x++, i++) data[i] += gy[y] * gx[x];
  }
  return { shape: [n, n], data };
}

/**
 * Fourier transform of a phantom at any frequencies, in closed form.
 *
 * F(s) = ∫ V(r) e^(−2πi s·r) dr = Σ a (2πσ²)^(3/2) e^(−2π²σ²|s|²) e^(−2πi s·c)
 *
 * @param phantom - blobs
 * @param s - frequencies (sx, sy, sz), 1/Å, one a row, shape [m, 3]
 * @returns F at every row, density times Å³, shape [m]; a centred DFT of phantomVolume is this divided by pixelSize³
 * @throws RangeError if the rows of s have not three columns
 * @example
 * const blob = { centre: [0, 0, 0], sigma: 1, amplitude: 1 }
 * phantomTransform({ blobs: [blob] }, zeros([1, 3])).re // Float64Array [15.749609945722419]
 */
export function phantomTransform(phantom: Phantom, s: Points): ComplexArray<readonly [m: number]> {
  const [m, dimension] = s.shape;
  check(dimension === 3, () => `phantomTransform: s must have 3 columns, got ${dimension}`);
  const re = new Float64Array(m);
  const im = new Float64Array(m);
  for (const { centre, sigma, amplitude } of phantom.blobs) {
    const spread = 2 * Math.PI * sigma * sigma;
    const mass = amplitude * spread * Math.sqrt(spread);
    for (let i = 0; i < m; i++) {
      const [sx, sy, sz] = [s.data[3 * i], s.data[3 * i + 1], s.data[3 * i + 2]];
      const value = mass * Math.exp(-Math.PI * spread * (sx * sx + sy * sy + sz * sz));
      const phase = -2 * Math.PI * (sx * centre[0] + sy * centre[1] + sz * centre[2]);
      re[i] += value * Math.cos(phase);
      im[i] += value * Math.sin(phase);
    }
  }
  return { shape: [m], re, im };
}
