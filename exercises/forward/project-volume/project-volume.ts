import type { Image, Rotation, Volume } from "@cryolab/lib";

/**
 * Projection of a volume seen in view R.
 *
 * P(x, y) = Σ_z V(R (x, y, z)), coordinates from floor(n/2)
 *
 * @param volume - map, shape [n, n, n]
 * @param R - rotation, nine numbers row by row
 * @returns image, shape [n, n]
 */
export function projectVolume(volume: Volume, R: Rotation): Image {
  // TODO: for every pixel the n points of its line, R applied to each; read the map there, and add.
  throw new Error(`TODO: projectVolume (shape ${volume.shape}, R of ${R.length} numbers)`);
}
