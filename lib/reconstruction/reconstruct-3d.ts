/** @file A map from projections in known views, by direct Fourier inversion: all slices into one grid, then finishMap. */

import {
  check,
  checkFinite,
  type Image,
  type ImageStack,
  type LongWork,
  product,
  progressOf,
  type Rotations,
  type Volume,
} from "../core/index.ts";
import { fft, ifftshift } from "../fourier/index.ts";
import { pad } from "../sampling/index.ts";
import { addSlice, finishMap, sliceGrid } from "./slice-grid.ts";

/** How a map is made. */
export interface ReconstructOptions extends LongWork {
  /** CTF of each image on the grid that is filled, zero frequency first, of side n · padding; 1 if left out */
  readonly ctfs?: readonly Image[];
  /** power ratio of signal and noise of one image; ∞ is no regularisation */
  readonly snr: number;
  /** how many times larger than the images the grid is: 1 (default), or 2 for less error of interpolation */
  readonly padding?: number;
}

/**
 * A map from projections in known views.
 *
 * F = Σ w c F_i/(Σ w c² + 1/snr) with the slices F_i at R_i (kx, ky, 0); the map is its transform over Π sinc²(x/N)
 *
 * @param images - projections as of projectVolume (sums of voxels), centred, shape [m, n, n]
 * @param rotations - R of each, shape [m, 3, 3]
 * @param options - CTFs, SNR, padding; `progress` after every image, `signal` to stop
 * @returns cube of side n, voxel units
 * @throws RangeError if images and rotations differ in number, images are not square or not finite, or an option does not
 *   fit; the signal's reason if it is aborted
 * @example
 * const images = imageStack([1, 4, 4]);
 * reconstruct3d(images, realArray([1, 3, 3], R), { snr: 1 }).shape // [4, 4, 4]
 * @see Penczek (2010), Methods Enzymol. 482, 1, doi:10.1016/S0076-6879(10)82001-4
 */
export function reconstruct3d(images: ImageStack, rotations: Rotations, options: ReconstructOptions): Volume {
  const { ctfs, snr, padding = 1 } = options;
  const [m, n, nx] = images.shape;
  check(
    images.shape.length === 3 && n === nx && n >= 1 && images.data.length === product(images.shape),
    () => `reconstruct3d: images must be square, got shape [${images.shape}] with ${images.data.length} values`,
  );
  check(
    rotations.data.length === 9 * m,
    () => `reconstruct3d: rotations must be one an image, ${m}, got ${rotations.data.length / 9}`,
  );
  check(
    ctfs === undefined || ctfs.length === m,
    () => `reconstruct3d: ctfs must be one an image, ${m}, got ${ctfs!.length}`,
  );
  check(
    Number.isInteger(padding) && padding >= 1,
    () => `reconstruct3d: padding must be a whole number >= 1, got ${padding}`,
  );
  check(snr > 0, () => `reconstruct3d: snr must be above 0, got ${snr}`);
  checkFinite(images.data, "reconstruct3d: images");
  const grid = sliceGrid(n * padding);
  const tick = progressOf("reconstruct3d: stopped before image", m, options);
  for (let i = 0; i < m; i++) {
    const image: Image = { shape: [n, n], data: Float64Array.from(images.data.subarray(i * n * n, (i + 1) * n * n)) };
    const slice = fft(ifftshift(pad(image, [n * padding, n * padding])));
    const view = { rotation: rotations.data.subarray(9 * i, 9 * i + 9), ctf: ctfs?.[i] };
    addSlice(grid, slice, view, "reconstruct3d");
    tick();
  }
  return finishMap(grid, { snr, padding });
}
