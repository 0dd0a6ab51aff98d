import type * as cryo from "@cryolab/lib";

/**
 * A map of particles with known poses, and how much of it is true.
 *
 * @param stack - images, poses and optics as simulateStack returns them
 * @param options - `pixelSize` of the images, Å; `rng`, the source of chance
 * @returns map, two independent halves, their corrected FSC and the resolution
 */
export function firstMap(
  stack: cryo.reconstruction.ParticleStack,
  options: { pixelSize: number; rng: cryo.Rng },
): cryo.reconstruction.MapReport {
  // TODO: part the particles; then one map of each half: voxel sums, moved back by +origin, with their lenses.
  throw new Error(`TODO: firstMap (${stack.images.shape[0]} particles of ${options.pixelSize} Å a pixel)`);
}
