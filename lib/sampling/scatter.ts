/**
 * @file The way back from points to the grid: the adjoint of `trilinear`. Every sample is shared out among the eight
 * voxels around it, and samples that meet in a voxel add up.
 */

import { check, type Points, product, type Volume } from "../core/index.ts";
import { checkPoints } from "./check-points.ts";

/**
 * Samples shared out to a grid with trilinear weights, and the weights themselves.
 *
 * sum(k) = Σ v(i) w(i, k), weight(k) = Σ w(i, k), w the weights with which `trilinear` reads; so
 * ⟨scatter v, V⟩ = ⟨v, trilinear V⟩, and the weights add up to the number of samples inside. A sample that is not
 * 0 ≤ index ≤ n − 1 on every axis is dropped whole.
 *
 * @param values - one a point, shape [m]
 * @param points - rows (x, y, z) in voxels from floor(n/2), shape [m, 3]
 * @param shape - side n of a cube, or [nz, ny, nx]
 * @returns two volumes: sum, and weight to divide it by where it is not 0
 * @throws RangeError if values and points differ in number, points are not finite, or an extent is not ≥ 1
 * @example
 * scatterTrilinear(Float64Array.of(7), realArray([1, 3], [0, 0, 0]), 3).sum.data[13] // 7
 */
export function scatterTrilinear(
  values: Float64Array,
  points: Points,
  shape: number | Volume["shape"],
): { sum: Volume; weight: Volume } {
  checkPoints(points, 3, "scatterTrilinear");
  check(
    values.length === points.shape[0],
    () => `scatterTrilinear: values must be one a point, got ${values.length} for ${points.shape[0]} points`,
  );
  const [nz, ny, nx] = typeof shape === "number" ? [shape, shape, shape] : shape;
  check(
    [nz, ny, nx].every((n) => Number.isInteger(n) && n >= 1),
    () => `scatterTrilinear: extents must be whole and >= 1, got [${nz},${ny},${nx}]`,
  );
  const [cz, cy, cx] = [Math.floor(nz / 2), Math.floor(ny / 2), Math.floor(nx / 2)];
  const sum = new Float64Array(product([nz, ny, nx]));
  const weight = new Float64Array(sum.length);
  const p = points.data;
  for (let i = 0; i < values.length; i++) {
    const x = p[3 * i] + cx;
    const y = p[3 * i + 1] + cy;
    const z = p[3 * i + 2] + cz;
    if (!(x >= 0 && x <= nx - 1 && y >= 0 && y <= ny - 1 && z >= 0 && z <= nz - 1)) continue;
    const x0 = Math.floor(x);
    const y0 = Math.floor(y);
    const z0 = Math.floor(z);
    for (let dz = 0; dz < 2; dz++) {
      const wz = dz === 0 ? 1 - (z - z0) : z - z0;
      if (wz === 0) continue; // also keeps the last plane from writing beyond it
      for (let dy = 0; dy < 2; dy++) {
        const wy = dy === 0 ? 1 - (y - y0) : y - y0;
        if (wy === 0) continue;
        for (let dx = 0; dx < 2; dx++) {
          const w = wz * wy * (dx === 0 ? 1 - (x - x0) : x - x0);
          if (w === 0) continue;
          const index = ((z0 + dz) * ny + y0 + dy) * nx + x0 + dx;
          sum[index] += w * values[i];
          weight[index] += w;
        }
      }
    }
  }
  return { sum: { shape: [nz, ny, nx], data: sum }, weight: { shape: [nz, ny, nx], data: weight } };
}
