/** @file The slow, obvious interpolation: every grid point speaks, weighted by a tent along each axis. */

import type { RealArray } from "@cryolab/lib";

/** The grid index of each axis of element i, slowest first. */
function indices(shape: readonly number[], i: number): number[] {
  const list: number[] = [];
  for (let axis = shape.length - 1, rest = i; axis >= 0; axis--) {
    list.unshift(rest % shape[axis]);
    rest = Math.floor(rest / shape[axis]);
  }
  return list;
}

/** Position of element i as (x, y[, z]) from floor(n/2) of each axis. */
export function coordinates(shape: readonly number[], i: number): number[] {
  return indices(shape, i)
    .map((index, axis) => index - Math.floor(shape[axis] / 2))
    .reverse();
}

/** Weight of element i in the value at a point: Π max(0, 1 − |distance|), 0 if the point is outside the grid. */
export function tent(shape: readonly number[], i: number, point: readonly number[]): number {
  const low = coordinates(shape, 0);
  const high = coordinates(shape, shape.reduce((a, b) => a * b) - 1);
  if (point.some((p, d) => p < low[d] || p > high[d])) return 0;
  return coordinates(shape, i).reduce((w, c, d) => w * Math.max(0, 1 - Math.abs(c - point[d])), 1);
}

/** Linear interpolation at rows of points, over all grid points. */
export function linear(array: RealArray, points: ArrayLike<number>): number[] {
  const rank = array.shape.length;
  const values: number[] = [];
  for (let i = 0; i < points.length; i += rank) {
    const point = Array.from({ length: rank }, (_, d) => points[i + d]);
    let sum = 0;
    for (let k = 0; k < array.data.length; k++) sum += array.data[k] * tent(array.shape, k, point);
    values.push(sum);
  }
  return values;
}
