/** @file The border checks that the functions of this room share. */

import { check, checkFinite, type Points, product, type RealArray } from "../core/index.ts";

/**
 * Throws unless there are finite points of a dimension, one a row.
 *
 * @param points - rows (x, y) or (x, y, z)
 * @param dimension - 2 or 3
 * @param name - of the function that asks
 * @throws RangeError with the shape, or the first coordinate that is not finite
 */
export function checkPoints(points: Points, dimension: number, name: string): void {
  const { shape, data } = points;
  check(
    shape.length === 2 && shape[1] === dimension && data.length === shape[0] * dimension,
    () => `${name}: points must be rows of ${dimension}, got shape [${shape}] with ${data.length} values`,
  );
  checkFinite(data, `${name}: points`);
}

/**
 * Throws unless an array has a rank, and as many values as its shape says.
 *
 * @param array - image or volume
 * @param ranks - ranks that will do
 * @param name - function and argument, as in `bilinear: image`
 * @throws RangeError with the shape
 */
export function checkRank(array: RealArray, ranks: readonly number[], name: string): void {
  const { shape, data } = array;
  check(
    ranks.includes(shape.length) && data.length === product(shape),
    () => `${name} must have ${ranks.join(" or ")} axes, got shape [${shape}] with ${data.length} values`,
  );
}
