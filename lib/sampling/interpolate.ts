/**
 * @file Values between grid points: the gather. Points are rows (x, y) or (x, y, z) in pixels from the origin
 * floor(n/2) of each axis. Inside is 0 ≤ index ≤ n − 1 on every axis, both ends included; elsewhere an array is 0.
 */

import type { Image, Points, Volume } from "../core/index.ts";
import { checkPoints, checkRank } from "./check-points.ts";

/**
 * Values of the nearest grid points; halfway, the one of the larger index.
 *
 * @param array - image or volume
 * @param points - rows (x, y) or (x, y, z) in pixels from floor(n/2), shape [m, 2] or [m, 3]
 * @returns values, shape [m]; 0 outside the grid
 * @throws RangeError if the points do not fit the array or are not finite
 * @example
 * nearest(image, realArray([1, 2], [0.4, -0.4])) // the pixel at the origin
 */
export function nearest(array: Image | Volume, points: Points): Float64Array {
  checkRank(array, [2, 3], "nearest: array");
  const { shape, data } = array;
  const rank = shape.length;
  checkPoints(points, rank, "nearest");
  const values = new Float64Array(points.shape[0]);
  for (let i = 0; i < values.length; i++) {
    let index = 0;
    let inside = true;
    for (let axis = 0; axis < rank; axis++) {
      const n = shape[axis];
      const position = points.data[rank * i + rank - 1 - axis] + Math.floor(n / 2); // x comes first, its axis last
      inside &&= position >= 0 && position <= n - 1;
      index = index * n + Math.round(position);
    }
    if (inside) values[i] = data[index];
  }
  return values;
}

/**
 * Values of an image between its pixels, linear along each axis.
 *
 * f(x, y) = Σ f(i, j) (1 − |x − i|) (1 − |y − j|) over the four pixels around: exact where f is a + b x + c y + d x y
 *
 * @param image - values on the grid
 * @param points - rows (x, y) in pixels from floor(n/2), shape [m, 2]
 * @returns values, shape [m]; 0 outside the grid
 * @throws RangeError if the points are not rows of 2 or not finite
 * @example
 * bilinear(realArray([1, 2], [10, 20]), realArray([1, 2], [-0.5, 0])) // Float64Array [15]
 */
export function bilinear(image: Image, points: Points): Float64Array {
  checkRank(image, [2], "bilinear: image");
  checkPoints(points, 2, "bilinear");
  const { data } = image;
  const [ny, nx] = image.shape;
  const [cy, cx] = [Math.floor(ny / 2), Math.floor(nx / 2)];
  const p = points.data;
  const values = new Float64Array(points.shape[0]);
  for (let i = 0; i < values.length; i++) {
    const x = p[2 * i] + cx;
    const y = p[2 * i + 1] + cy;
    if (!(x >= 0 && x <= nx - 1 && y >= 0 && y <= ny - 1)) continue;
    const x0 = Math.floor(x);
    const y0 = Math.floor(y);
    const fx = x - x0;
    const fy = y - y0;
    const a = y0 * nx + x0;
    const dx = fx > 0 ? 1 : 0; // a neighbour without weight is not read: it may lie outside, or be NaN
    const b = fy > 0 ? a + nx : a;
    const upper = data[a] * (1 - fx) + data[a + dx] * fx;
    const lower = data[b] * (1 - fx) + data[b + dx] * fx;
    values[i] = upper * (1 - fy) + lower * fy;
  }
  return values;
}

/**
 * Values of a volume between its voxels, linear along each axis.
 *
 * f(x, y, z) = Σ f(i, j, k) (1 − |x − i|) (1 − |y − j|) (1 − |z − k|) over the eight voxels around
 *
 * @param volume - values on the grid
 * @param points - rows (x, y, z) in voxels from floor(n/2) of each axis, shape [m, 3]
 * @returns values, shape [m]; 0 outside the grid
 * @throws RangeError if the points are not rows of 3 or not finite
 * @example
 * trilinear(volume, realArray([1, 3], [0, 0, 0.5])) // halfway from the origin to the next plane
 */
export function trilinear(volume: Volume, points: Points): Float64Array {
  checkRank(volume, [3], "trilinear: volume");
  checkPoints(points, 3, "trilinear");
  const { data } = volume;
  const [nz, ny, nx] = volume.shape;
  const [cz, cy, cx] = [Math.floor(nz / 2), Math.floor(ny / 2), Math.floor(nx / 2)];
  const p = points.data;
  const values = new Float64Array(points.shape[0]);
  for (let i = 0; i < values.length; i++) {
    const x = p[3 * i] + cx;
    const y = p[3 * i + 1] + cy;
    const z = p[3 * i + 2] + cz;
    if (!(x >= 0 && x <= nx - 1 && y >= 0 && y <= ny - 1 && z >= 0 && z <= nz - 1)) continue;
    const x0 = Math.floor(x);
    const y0 = Math.floor(y);
    const z0 = Math.floor(z);
    const fx = x - x0;
    const fy = y - y0;
    const fz = z - z0;
    const a = (z0 * ny + y0) * nx + x0;
    const dx = fx > 0 ? 1 : 0; // a neighbour without weight is not read: it may lie outside, or be NaN
    const dy = fy > 0 ? nx : 0;
    const b = fz > 0 ? a + ny * nx : a;
    const a0 = data[a] * (1 - fx) + data[a + dx] * fx;
    const a1 = data[a + dy] * (1 - fx) + data[a + dy + dx] * fx;
    const b0 = data[b] * (1 - fx) + data[b + dx] * fx;
    const b1 = data[b + dy] * (1 - fx) + data[b + dy + dx] * fx;
    values[i] = (a0 * (1 - fy) + a1 * fy) * (1 - fz) + (b0 * (1 - fy) + b1 * fy) * fz;
  }
  return values;
}
