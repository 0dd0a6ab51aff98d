/**
 * @file Particle images of a map as a microscope would give them: projection, displacement, lens, coarser pixels, noise.
 * Poses and optics are given, only the noise is drawn, and both come back with the images.
 */

import {
  check,
  checkFinite,
  type ImageStack,
  type LongWork,
  type Optics,
  type Pose,
  product,
  progressOf,
  type Rng,
  type Volume,
} from "../core/index.ts";
import { fft, fourierCrop, fourierShift, ifft } from "../fourier/index.ts";
import { ctf2d } from "../optics/index.ts";
import { normal } from "../random/index.ts";
import { checkSnr, varianceOf } from "./add-noise.ts";
import { projectVolume } from "./project-volume.ts";

/** How particles are seen. */
export interface StackOptions extends LongWork {
  /** how each is turned, and where its centre was drawn away from, Å */
  readonly poses: readonly Pose[];
  /** lens and defocus of each */
  readonly optics: readonly Optics[];
  /** side of the images after the crop in Fourier space, pixels; that of the volume by default */
  readonly n?: number;
  /** Σ var(signal image)/Σ var(noise image) over the stack; ∞ by default: no noise */
  readonly snr?: number;
  /** advanced by one normal number a pixel if there is noise */
  readonly rng: Rng;
}

/** Particles with what is known of them. */
export interface SimulatedStack {
  readonly images: ImageStack;
  readonly poses: Pose[];
  readonly optics: Optics[];
}

/**
 * Particle images of a map, with their poses and optics.
 *
 * project (sum of voxels × pixelSize) → move by −origin → CTF → crop to n (the pixel becomes pixelSize · N/n, values keep
 * their mean) → white noise of σ² = mean var(signal image)/snr, one σ for the stack
 *
 * The displacement goes round the border of the box: leave a margin.
 *
 * @param volume - map, a cube of side N
 * @param pixelSize - of the map, Å
 * @param options - poses, optics, size, noise; `progress` after every image, `signal` to stop
 * @returns images in single precision, shape [poses.length, n, n], and copies of poses and optics
 * @throws RangeError if the volume is no cube or not finite, pixelSize is not above 0, poses and optics differ in number,
 *   n is not a whole number from 1 to N, or snr is not above 0
 * @example
 * const pose = { rotation: R, origin: [2, 0] };
 * simulateStack(volume, 1.5, { poses: [pose], optics: [optics], n: 4, snr: 0.1, rng }).images.shape // [1, 4, 4]
 * @see Sorzano et al. (2015), J. Struct. Biol. 189, 163, doi:10.1016/j.jsb.2015.01.009
 */
export function simulateStack(volume: Volume, pixelSize: number, options: StackOptions): SimulatedStack {
  const { poses, optics, snr = Infinity, rng } = options;
  const N = volume.shape[0];
  check(
    volume.shape.length === 3 && volume.shape.every((extent) => extent === N) && N >= 1,
    () => `simulateStack: volume must be a cube, got shape [${volume.shape}]`,
  );
  check(
    volume.data.length === product(volume.shape),
    () => `simulateStack: shape [${volume.shape}] takes ${product(volume.shape)} values, got ${volume.data.length}`,
  );
  checkFinite(volume.data, "simulateStack: volume");
  check(
    pixelSize > 0 && pixelSize < Infinity,
    () => `simulateStack: pixelSize must be finite and above 0, got ${pixelSize}`,
  );
  check(
    poses.length === optics.length,
    () => `simulateStack: poses and optics must be as many, got ${poses.length} and ${optics.length}`,
  );
  const n = options.n ?? N;
  check(
    Number.isInteger(n) && n >= 1 && n <= N,
    () => `simulateStack: n must be a whole number from 1 to ${N}, got ${n}`,
  );
  checkSnr(snr, "simulateStack");

  const size = n * n;
  const data = new Float32Array(poses.length * size);
  let variance = 0;
  const tick = progressOf("simulateStack: stopped before image", poses.length, options);
  for (const [i, { rotation, origin }] of poses.entries()) {
    const shadow = projectVolume(volume, rotation);
    const F = fourierShift(fft(shadow), [-origin[0] / pixelSize, -origin[1] / pixelSize]);
    const ctf = ctf2d([N, N], pixelSize, optics[i]).data;
    for (let k = 0; k < ctf.length; k++) {
      F.re[k] *= ctf[k] * pixelSize;
      F.im[k] *= ctf[k] * pixelSize;
    }
    const { image } = fourierCrop({ shape: [N, N], data: ifft(F).re }, n, pixelSize);
    data.set(image.data, i * size);
    variance += varianceOf(image.data, 0, size) / poses.length;
    tick();
  }
  if (snr < Infinity) {
    const sigma = Math.sqrt(variance / snr);
    for (let i = 0; i < data.length; i++) data[i] += sigma * normal(rng);
  }
  return {
    images: { shape: [poses.length, n, n], data },
    poses: poses.map(({ rotation, origin: [x, y] }) => ({ rotation: rotation.slice(), origin: [x, y] })),
    optics: optics.map((lens) => ({ ...lens })),
  };
}
