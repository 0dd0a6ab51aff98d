/**
 * @file The whole way from particles with known poses to a report: two independent half maps, their FSC inside a mask and
 * corrected for it, a resolution that noise cannot claim, and a map weighted and sharpened by what the halves say.
 * Source: Rosenthal & Henderson (2003), J. Mol. Biol. 333, 721, doi:10.1016/j.jmb.2003.07.013.
 */

import {
  check,
  checkFinite,
  type Image,
  type ImageStack,
  type LongWork,
  mapReal,
  type Optics,
  type Pose,
  product,
  progressOf,
  type Rng,
  type Volume,
} from "../core/index.ts";
import { fft, fftshift, fourierShift, ifft, ifftshift, powerSpectrum, shellIndex } from "../fourier/index.ts";
import { ctf2d } from "../optics/index.ts";
import { shuffle } from "../random/index.ts";
import {
  cref,
  fourierShellCorrelation,
  guinierFit,
  maskedFscCorrected,
  resolutionAt,
  sharpen,
} from "../resolution/index.ts";
import { pad, sphereMask } from "../sampling/index.ts";
import { addSlice, finishMap, sliceGrid } from "./slice-grid.ts";

/** Particles with what is known of them, as simulateStack returns them. */
export interface ParticleStack {
  /** integrals of the map along the rays (voxel sums × pixelSize), moved by −origin, seen through the lens */
  readonly images: ImageStack;
  readonly poses: readonly Pose[];
  readonly optics: readonly Optics[];
}

/** What the particles say. */
export interface MapReport {
  /** mean of the halves, weighted by Cref and sharpened by −B, voxel units */
  readonly map: Volume;
  readonly halves: [Volume, Volume];
  /** which half each particle is in, 0 or 1 */
  readonly half: Uint8Array;
  /** corrected FSC of the halves in the shells 0 … floor(n/2) */
  readonly fsc: Float64Array;
  /** first crossing of 0.143 by the corrected FSC, Å; ∞ when nothing is claimed */
  readonly resolution: number;
  /** fall-off of the weighted map, Å²; 0 when nothing is claimed */
  readonly B: number;
}

/** Power ratio of one image that keeps frequencies which few images reach from blowing up. */
const SNR = 10;
const THRESHOLD = 0.143;
/** A crossing at this shell or before it claims nothing: noise gets there by chance. */
const BY_CHANCE = 3;

/**
 * A first map of particles with known poses, and how much of it is true.
 *
 * Particles are parted at random. Each half: moved by +origin, inserted with its CTF into a grid of twice the side, map =
 * finishMap. The FSC of the halves in a soft ball, with phases random from where it first falls below 0.8, gives the
 * resolution at 0.143. The mean of the halves is weighted shell by shell with Cref = √(2c/(1 + c)) up to that resolution
 * and sharpened by the B factor of its own Guinier plot.
 *
 * A crossing in shells 1 to 3 claims nothing: noise reaches them by chance.
 *
 * @param stack - particles, two or more, square
 * @param options - `pixelSize` of the images, Å; `rng`, advanced; `progress` after every particle, `signal` to stop
 * @throws RangeError if there are fewer than two particles, images, poses and optics differ in number, or a value is out of
 *   range; the signal's reason if it is aborted
 * @example
 * const pose = { rotation: R, origin: [0, 0] };
 * const stack = simulateStack(volume, 2, { poses: [pose, pose], optics: [optics, optics], rng });
 * firstMap(stack, { pixelSize: 2, rng }).half.length // 2
 * @see Rosenthal & Henderson (2003), doi:10.1016/j.jmb.2003.07.013
 */
export function firstMap(
  stack: ParticleStack,
  options: { readonly pixelSize: number; readonly rng: Rng } & LongWork,
): MapReport {
  const { images, poses, optics } = stack;
  const { pixelSize, rng } = options;
  const [m, n, nx] = images.shape;
  check(
    images.shape.length === 3 && n === nx && n >= 2 && images.data.length === product(images.shape),
    () => `firstMap: images must be square, got shape [${images.shape}] with ${images.data.length} values`,
  );
  check(m >= 2, () => `firstMap: images must hold at least two particles, got ${m}`);
  check(
    poses.length === m && optics.length === m,
    () => `firstMap: poses and optics must be one an image, ${m}, got ${poses.length} and ${optics.length}`,
  );
  check(
    pixelSize > 0 && pixelSize < Infinity,
    () => `firstMap: pixelSize must be finite and above 0, got ${pixelSize}`,
  );
  checkFinite(images.data, "firstMap: images");

  const half = new Uint8Array(m);
  for (const [place, i] of shuffle(rng, m).entries()) half[i] = place % 2;
  const grids = [sliceGrid(2 * n), sliceGrid(2 * n)];
  const tick = progressOf("firstMap: stopped before particle", m, options);
  for (let i = 0; i < m; i++) {
    const { rotation, origin } = poses[i];
    const image: Image = { shape: [n, n], data: new Float64Array(n * n) };
    for (let p = 0; p < n * n; p++) image.data[p] = images.data[i * n * n + p] / pixelSize; // voxel sums
    const centred = ifft(fourierShift(fft(image), [origin[0] / pixelSize, origin[1] / pixelSize])).re;
    const slice = fft(ifftshift(pad({ shape: [n, n], data: centred }, [2 * n, 2 * n])));
    const ctf = ctf2d([2 * n, 2 * n], pixelSize, optics[i]);
    addSlice(grids[half[i]], slice, { rotation, ctf }, "firstMap");
    tick();
  }
  const halves = grids.map((grid) => finishMap(grid, { snr: SNR, padding: 2 })) as [Volume, Volume];

  const mask = sphereMask(n, 0.38 * n, { edge: 0.1 * n });
  const plain = fourierShellCorrelation(...halves).fsc;
  const below = plain.findIndex((c, k) => k >= 1 && c < 0.8);
  const from = below < 0 ? plain.length : below;
  const fsc = maskedFscCorrected(...halves, { mask, from, rng }).corrected;
  const s = Float64Array.from({ length: fsc.length - 1 }, (_, k) => (k + 1) / (n * pixelSize));
  const crossing = resolutionAt(s, fsc.subarray(1), THRESHOLD);
  const resolution = (n * pixelSize) / crossing > BY_CHANCE ? crossing : Infinity;

  const mean = mapReal(halves[0], (v, i) => (v + halves[1].data[i]) / 2);
  if (resolution === Infinity) return { map: mean, halves, half, fsc, resolution, B: 0 };
  const limit = (n * pixelSize) / resolution; // in shells
  const weights = cref(fsc).map((c, k) => (k === 0 ? 1 : k <= limit ? c : 0));
  const F = fft(ifftshift(mean));
  const shells = shellIndex(F.shape);
  const sum = new Float64Array(weights.length);
  const count = new Float64Array(weights.length);
  const power = powerSpectrum(F).data;
  for (let k = 0; k < shells.length; k++) {
    const w = shells[k] < weights.length ? weights[shells[k]] : 0;
    F.re[k] *= w;
    F.im[k] *= w;
    if (shells[k] >= sum.length) continue;
    sum[shells[k]] += w * w * power[k];
    count[shells[k]]++;
  }
  // the straight part of a Guinier plot begins near 10 Å; three times the resolution leaves two shells at least
  const range = [resolution, Math.max(10, 3 * resolution)] as const;
  const fall = sum.map((p, k) => p / count[k]);
  const seen = fall.filter((p, k) => p > 0 && k >= 1 && k <= limit && k >= (n * pixelSize) / range[1]);
  const B = seen.length >= 2 ? guinierFit(fall, pixelSize, { n, range }).B : 0;
  const map: Volume = fftshift({ shape: mean.shape, data: ifft(sharpen(F, -B, pixelSize)).re });
  return { map, halves, half, fsc, resolution, B };
}
