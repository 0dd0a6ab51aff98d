/** @file Turning an image about its origin floor(n/2): every pixel asks where its content came from (pull-back). */

import { check, type Image, type Points } from "../core/index.ts";
import { checkRank } from "./check-points.ts";
import { bilinear, nearest } from "./interpolate.ts";
import { cubicSpline } from "./spline.ts";

/** Degree of the pieces between pixels: 0 nearest, 1 bilinear, 3 cubic spline. */
export type SplineOrder = 0 | 1 | 3;

const samplers = { 0: nearest, 1: bilinear, 3: cubicSpline };

/**
 * An image turned about floor(n/2) of each axis.
 *
 * g(p) = f(R(−angle) p): content moves from +x towards +y, that is, towards larger row numbers. A source outside the
 * image reads 0. Quarter turns only permute pixels; with an even side, row or column 0 of a quarter turn has no source.
 *
 * @param image - values on the grid
 * @param angle - radians
 * @param options - order 0, 1 (default) or 3 of the interpolation
 * @returns image of the same shape
 * @throws RangeError if the angle is not finite or the order not 0, 1, 3
 * @example
 * rotateImage(image, Math.PI / 2) // what was right of the origin is now below it (row numbers grow downwards)
 */
export function rotateImage(image: Image, angle: number, options: { order?: SplineOrder } = {}): Image {
  const { order = 1 } = options;
  checkRank(image, [2], "rotateImage: image");
  check(Number.isFinite(angle), () => `rotateImage: angle must be finite, got ${angle}`);
  check([0, 1, 3].includes(order), () => `rotateImage: order must be 0, 1 or 3, got ${order}`);
  return { shape: image.shape, data: samplers[order](image, rotationSources(image.shape, angle)) };
}

/**
 * Where each pixel of a turned image had been: the points at which rotateImage reads.
 *
 * R(−angle) p for every pixel p, row by row, from floor(n/2) of each axis. With them the adjoint of a turn is a scatter.
 *
 * @param shape - [ny, nx]
 * @param angle - radians, from +x towards +y
 * @returns rows (x, y) in pixels, shape [ny · nx, 2]; what lies within 1e-9 outside the image is put onto its border
 * @throws RangeError if shape is not two whole numbers or the angle is not finite
 * @example
 * rotationSources([1, 1], 0.3).data // Float64Array [0, 0]
 */
export function rotationSources(shape: Image["shape"], angle: number): Points {
  check(
    shape.length === 2 && shape.every((n) => Number.isInteger(n) && n >= 0),
    () => `rotationSources: shape must be two whole numbers, got [${shape}]`,
  );
  check(Number.isFinite(angle), () => `rotationSources: angle must be finite, got ${angle}`);
  const [ny, nx] = shape;
  const c = clean(Math.cos(angle));
  const s = clean(Math.sin(angle));
  const [cy, cx] = [Math.floor(ny / 2), Math.floor(nx / 2)];
  const data = new Float64Array(2 * ny * nx);
  let i = 0;
  for (let y = -cy; y < ny - cy; y++)
    for (let x = -cx; x < nx - cx; x++) {
      data[i++] = onto(c * x + s * y, -cx, nx - 1 - cx);
      data[i++] = onto(c * y - s * x, -cy, ny - 1 - cy);
    }
  return { shape: [ny * nx, 2], data };
}

/** cos 90° is 6e-17 in floating point: what small is meant to be 0. */
function clean(value: number): number {
  return Math.abs(value) < 1e-14 ? 0 : value;
}

/** A position within 1e-9 outside an interval belongs to its end: rounding must not lose the border. */
function onto(position: number, low: number, high: number): number {
  if (position < low && position > low - 1e-9) return low;
  if (position > high && position < high + 1e-9) return high;
  return position;
}
