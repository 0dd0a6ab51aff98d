/**
 * @file Windows of arrays in whole pixels: move, crop, pad. The origin floor(n/2) of the old array goes to the origin of
 * the new one, whatever the parity of their sides.
 */

import { check, product, type RealArray, type Shape } from "../core/index.ts";
import { checkRank } from "./check-points.ts";

/** Any shape of as many axes as S. */
export type SameRank<S extends Shape> = { readonly [Axis in keyof S]: number };

/** Values of a at index + start on every axis of a new shape, and `value` where a has none. */
function windowOf<S extends Shape>(a: RealArray, shape: S, start: readonly number[], value: number): RealArray<S> {
  const data = new Float64Array(product(shape)).fill(value);
  const n = shape[shape.length - 1];
  const old = a.shape[a.shape.length - 1];
  const offset = start[start.length - 1];
  const [from, to] = [Math.max(0, -offset), Math.min(n, old - offset)];
  for (let row = 0; row * n < data.length && from < to; row++) {
    // the row of a that this row reads
    let [rest, stride, source, inside] = [row, 1, 0, true];
    for (let axis = shape.length - 2; axis >= 0; axis--) {
      const index = (rest % shape[axis]) + start[axis];
      rest = Math.floor(rest / shape[axis]);
      inside &&= index >= 0 && index < a.shape[axis];
      source += index * stride;
      stride *= a.shape[axis];
    }
    if (inside) data.set(a.data.subarray(source * old + from + offset, source * old + to + offset), row * n + from);
  }
  return { shape, data };
}

/** Shifts in the order of axes from shifts in the order x, y, z. */
function byAxis(shift: readonly number[], shape: Shape, name: string): number[] {
  check(
    shift.length === shape.length && shift.every(Number.isInteger),
    () => `${name} must be ${shape.length} whole numbers for shape [${shape}], got [${shift}]`,
  );
  return [...shift].reverse();
}

/**
 * An array whose content has moved by whole pixels; what comes in from outside is 0, what goes out is lost.
 *
 * g(p) = a(p − shift)
 *
 * @param a - line, image or volume
 * @param shift - (x), (x, y) or (x, y, z), whole pixels; positive moves content to larger indices
 * @returns array of the same shape, zeros if nothing is left
 * @throws RangeError if shift has not one whole number for each axis
 * @example
 * shiftZeroFill(realArray([3], [1, 2, 3]), [1]).data // Float64Array [0, 1, 2]
 */
export function shiftZeroFill<S extends Shape>(a: RealArray<S>, shift: readonly number[]): RealArray<S> {
  checkRank(a, [1, 2, 3], "shiftZeroFill: a");
  const start = byAxis(shift, a.shape, "shiftZeroFill: shift").map((t) => -t);
  return windowOf(a, a.shape, start, 0);
}

/**
 * A window of an array.
 *
 * The new origin floor(n'/2) holds what was at `centre` pixels from the old origin floor(n/2).
 *
 * @param a - line, image or volume
 * @param shape - extents of the window
 * @param options - centre: (x), (x, y) or (x, y, z) in whole pixels from the origin, 0 by default
 * @throws RangeError if the window does not lie inside the array, or shape or centre does not fit it
 * @example
 * crop(realArray([5], [1, 2, 3, 4, 5]), [3]).data // Float64Array [2, 3, 4]
 */
export function crop<const S extends Shape>(
  a: RealArray<SameRank<S>>,
  shape: S,
  options: { readonly centre?: readonly number[] } = {},
): RealArray<S> {
  const { centre = a.shape.map(() => 0) } = options;
  checkShapes(a, shape, "crop");
  const offsets = byAxis(centre, a.shape, "crop: centre");
  const start = shape.map((n, axis) => Math.floor(a.shape[axis] / 2) - Math.floor(n / 2) + offsets[axis]);
  check(
    shape.every((n, axis) => start[axis] >= 0 && start[axis] + n <= a.shape[axis]),
    () => `crop: the window must lie inside [${a.shape}], got shape [${shape}] about [${centre}]; use pad to enlarge`,
  );
  return windowOf(a, shape, start, 0);
}

/**
 * An array with a border around it; its origin floor(n/2) becomes the new origin floor(n'/2).
 *
 * @param a - line, image or volume
 * @param shape - new extents, none below the old ones
 * @param value - of the border, 0 by default
 * @throws RangeError if an extent is below the old one, or shape does not fit the array
 * @example
 * pad(realArray([2], [1, 2]), [4], 7).data // Float64Array [7, 1, 2, 7]
 */
export function pad<const S extends Shape>(a: RealArray<SameRank<S>>, shape: S, value = 0): RealArray<S> {
  checkShapes(a, shape, "pad");
  check(
    shape.every((n, axis) => n >= a.shape[axis]),
    () => `pad: shape must be at least [${a.shape}], got [${shape}]; use crop to cut`,
  );
  const start = shape.map((n, axis) => Math.floor(a.shape[axis] / 2) - Math.floor(n / 2));
  return windowOf(a, shape, start, value);
}

function checkShapes(a: RealArray, shape: Shape, name: string): void {
  checkRank(a, [1, 2, 3], `${name}: a`);
  check(
    shape.length === a.shape.length && shape.every((n) => Number.isInteger(n) && n >= 1),
    () => `${name}: shape must be ${a.shape.length} whole numbers >= 1, got [${shape}]`,
  );
}
