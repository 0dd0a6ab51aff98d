import type { Points, Volume } from "@cryolab/lib";

/**
 * Values of a volume between its voxels, linear along each axis.
 *
 * f(x, y, z) = Σ f(i, j, k) (1 − |x − i|) (1 − |y − j|) (1 − |z − k|) over the eight voxels around
 *
 * @param volume - values on the grid, shape [nz, ny, nx]
 * @param points - rows (x, y, z) in voxels from floor(n/2) of each axis, shape [m, 3]
 * @returns values, shape [m]; 0 outside the grid
 */
export function trilinear(volume: Volume, points: Points): Float64Array {
  // TODO: from coordinates to indices, then whole part and fraction on each axis.
  throw new Error(`TODO: trilinear (shape ${volume.shape}, ${points.shape[0]} points)`);
}
