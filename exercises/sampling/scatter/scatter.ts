import type { Points, Volume } from "@cryolab/lib";

/**
 * Samples shared out to a grid with trilinear weights, and the weights themselves.
 *
 * sum(k) = Σ v(i) w(i, k), weight(k) = Σ w(i, k)
 *
 * @param values - one a point, shape [m]
 * @param points - rows (x, y, z) in voxels from floor(n/2), shape [m, 3]
 * @param n - side of the grid
 * @returns two volumes, shape [n, n, n]
 */
export function scatterTrilinear(values: Float64Array, points: Points, n: number): { sum: Volume; weight: Volume } {
  // TODO: for every sample inside, its eight voxels: add w·v to one volume and w to the other.
  throw new Error(`TODO: scatterTrilinear (${values.length} values, ${points.shape[0]} points, side ${n})`);
}
