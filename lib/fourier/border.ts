/** @file The checks that every transform makes of its array: values fit the shape, and no axis is empty. */

import { type ComplexArray, check, product, type RealArray, type Shape } from "../core/index.ts";

/** True for split complex values. */
export function isComplex<S extends Shape>(a: RealArray<S> | ComplexArray<S>): a is ComplexArray<S> {
  return "re" in a;
}

/** Throws unless there is an axis and every extent is at least 1. */
export function checkShape(name: string, shape: Shape): void {
  check(shape.length > 0, () => `${name}: the shape must have an axis, got []`);
  check(product(shape) >= 1, () => `${name}: every extent must be at least 1, got [${shape}]`);
}

/** Throws unless the shape is one and the values fit it. */
export function checkArray(name: string, a: RealArray | ComplexArray): void {
  checkShape(name, a.shape);
  const size = product(a.shape);
  const fits = (length: number): void =>
    check(length === size, () => `${name}: shape [${a.shape}] takes ${size} values, got ${length}`);
  if (isComplex(a)) {
    fits(a.re.length);
    fits(a.im.length);
  } else fits(a.data.length);
}

/** Throws unless axes are axes of the shape, none twice. */
export function checkAxes(name: string, shape: Shape, axes: readonly number[]): void {
  for (const [i, axis] of axes.entries()) {
    check(
      Number.isInteger(axis) && axis >= 0 && axis < shape.length,
      () => `${name}: axes must be whole numbers from 0 to ${shape.length - 1}, got ${axis}`,
    );
    check(axes.indexOf(axis) === i, () => `${name}: axes must differ, got ${axis} twice`);
  }
}

/** Throws unless a pixel size is a positive number of Å. */
export function checkPixelSize(name: string, pixelSize: number): void {
  check(pixelSize > 0 && pixelSize < Infinity, () => `${name}: pixelSize must be positive, got ${pixelSize}`);
}
