/**
 * @file Tables that say where each row (a line of the last axis) goes when the other axes of an array are rolled or
 * reversed.
 */

import type { Shape } from "../core/index.ts";

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
