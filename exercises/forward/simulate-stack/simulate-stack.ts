import type { ImageStack, Optics, Pose, Rng, Volume } from "@cryolab/lib";

/** How particles are seen. */
export interface StackOptions {
  readonly poses: readonly Pose[];
  /** one for each pose */
  readonly optics: readonly Optics[];
  /** side of the images, that of the volume by default */
  readonly n?: number;
  /** ratio of powers, no noise by default */
  readonly snr?: number;
  readonly rng: Rng;
}

/**
 * Particle images of a map, with their poses and optics.
 *
 * project × pixelSize → move by −origin → CTF → crop → noise
 *
 * @param volume - map, a cube
 * @param pixelSize - of the map, Å
 * @param options - poses, optics, size, noise
 * @returns images in single precision, and copies of poses and optics
 */
export function simulateStack(
  volume: Volume,
  pixelSize: number,
  options: StackOptions,
): { images: ImageStack; poses: Pose[]; optics: Optics[] } {
  // TODO: a function for one image without noise first; noise last, when all signals are known.
  throw new Error(`TODO: simulateStack (${volume.shape} of ${pixelSize} Å, ${options.poses.length} poses)`);
}
