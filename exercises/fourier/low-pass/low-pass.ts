import type { Volume } from "@cryolab/lib";

/** Form of a cut: a step, half a cosine period, or a Gaussian. */
export type Edge = "hard" | "cosine" | "gaussian";

/**
 * Volume without its fine detail.
 *
 * F′(k) = g(s) F(k), s = √Σ (k/(n·pixelSize))²
 *
 * @param volume - real values, shape [nz, ny, nx]
 * @param pixelSize - Å
 * @param options - resolution, Å; edge ("hard"); width of the cosine edge, 1/Å
 * @returns a new volume of the same shape
 */
export function lowPass(
  volume: Volume,
  pixelSize: number,
  options: { readonly resolution: number; readonly edge?: Edge; readonly width?: number },
): Volume {
  // TODO: write g(s) first, then multiply the spectrum by it, voxel by voxel.
  throw new Error(`TODO: lowPass (shape ${volume.shape}, ${pixelSize} Å, to ${options.resolution} Å)`);
}
