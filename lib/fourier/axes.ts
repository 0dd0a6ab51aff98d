/**
 * @file Work along the axes of an array of any rank: transforms of all lines of one axis, and tables that say where
 * each row (a line of the last axis) goes when the other axes are rolled or reversed.
 */

import { product, type Shape } from "../core/index.ts";
import { linePlan } from "./fft-plan.ts";

/** Forward transforms of all lines along one axis, in place, without a factor; exchange re and im for the inverse. */
export function transformAxis(re: Float64Array, im: Float64Array, shape: Shape, axis: number): void {
  const n = shape[axis];
  const stride = product(shape.slice(axis + 1));
  const plan = linePlan(n);
  if (stride === 1) plan.forward(re, im, 0, 1, re.length / n, n);
  else for (let start = 0; start < re.length; start += n * stride) plan.forward(re, im, start, stride, stride, 1);
}

/**
 * Where every place of a grid goes when each axis is permuted by itself.
 *
 * @param shape - extents of the grid; [] is one place
 * @param target - new index on an axis from the old one
 */
export function placeMap(shape: Shape, target: (index: number, extent: number, axis: number) => number): Int32Array {
  let map = Int32Array.of(0);
  for (const [axis, extent] of shape.entries()) {
    const finer = new Int32Array(map.length * extent);
    for (let place = 0; place < map.length; place++)
      for (let i = 0; i < extent; i++) finer[place * extent + i] = map[place] * extent + target(i, extent, axis);
    map = finer;
  }
  return map;
}

/** Index of −k, k modulo n. */
export function negative(k: number, n: number): number {
  return k === 0 ? 0 : n - k;
}
