/**
 * @file Making and mapping the records of types.ts. Functions return new records; nothing here shares memory
 * with its arguments unless it says so.
 */

import { check } from "./check.ts";
import type { ComplexArray, ImageStack, RealArray, Shape } from "./types.ts";

/**
 * Number of values of a shape: the product of its extents.
 *
 * @param shape - extents, whole numbers ≥ 0
 * @throws RangeError if an extent is not a whole number ≥ 0
 * @example
 * product([2, 3, 4]) // 24
 */
export function product(shape: Shape): number {
  let size = 1;
  for (const extent of shape) {
    check(Number.isInteger(extent) && extent >= 0, () => `product: extents must be whole and >= 0, got [${shape}]`);
    size *= extent;
  }
  return size;
}

/**
 * A real array from its shape and its values, which it keeps without a copy if they are a Float64Array.
 *
 * @param shape - extents, slowest axis first
 * @param data - product(shape) values, row-major
 * @throws RangeError if the number of values does not fit the shape
 * @example
 * realArray([2, 2], [1, 2, 3, 4]).data[2] // 3
 */
export function realArray<const S extends Shape>(shape: S, data: ArrayLike<number>): RealArray<S> {
  const size = product(shape);
  check(data.length === size, () => `realArray: shape [${shape}] takes ${size} values, got ${data.length}`);
  return { shape, data: data instanceof Float64Array ? data : Float64Array.from(data) };
}

/**
 * A complex array from its shape, its real and its imaginary parts, kept without a copy if they are Float64Arrays.
 *
 * @param shape - extents, slowest axis first
 * @param re - product(shape) real parts
 * @param im - as many imaginary parts; zeros if left out
 * @throws RangeError if the number of values does not fit the shape
 * @example
 * complexArray([2], [1, 2]).im[1] // 0
 */
export function complexArray<const S extends Shape>(
  shape: S,
  re: ArrayLike<number>,
  im: ArrayLike<number> = new Float64Array(re.length),
): ComplexArray<S> {
  return { shape, re: realArray(shape, re).data, im: realArray(shape, im).data };
}

/**
 * A stack of equally large single-precision images.
 *
 * @param shape - number of images, rows, columns
 * @param data - values image by image; zeros if left out
 * @throws RangeError if the number of values does not fit the shape
 */
export function imageStack(shape: ImageStack["shape"], data?: Float32Array): ImageStack {
  const size = product(shape);
  check(
    data === undefined || data.length === size,
    () => `imageStack: shape [${shape}] takes ${size} values, got ${data!.length}`,
  );
  return { shape, data: data ?? new Float32Array(size) };
}

/**
 * A real array of zeros.
 *
 * @param shape - extents, slowest axis first
 * @example
 * zeros([3]).data.length // 3
 */
export function zeros<const S extends Shape>(shape: S): RealArray<S> {
  return { shape, data: new Float64Array(product(shape)) };
}

/**
 * Evenly spaced numbers with both ends included, as NumPy's linspace.
 *
 * @param start - first number
 * @param stop - last number
 * @param n - how many, ≥ 1; one gives [start]
 * @throws RangeError if n is not a whole number ≥ 1
 * @example
 * linspace(0, 1, 3) // Float64Array [0, 0.5, 1]
 */
export function linspace(start: number, stop: number, n: number): Float64Array {
  check(Number.isInteger(n) && n >= 1, () => `linspace: n must be a whole number >= 1, got ${n}`);
  const values = new Float64Array(n);
  for (let i = 0; i < n; i++) values[i] = start + (i / Math.max(1, n - 1)) * (stop - start);
  if (n > 1) values[n - 1] = stop; // exactly, whatever the rounding
  return values;
}

/**
 * A new real array, value by value.
 *
 * @param array - values to map, left as they are
 * @param f - new value from the old one and its index in the data
 * @example
 * mapReal(realArray([2], [1, 2]), (v) => 10 * v).data // Float64Array [10, 20]
 */
export function mapReal<S extends Shape>(
  array: RealArray<S>,
  f: (value: number, index: number) => number,
): RealArray<S> {
  const { shape, data } = array;
  const mapped = new Float64Array(data.length);
  for (let i = 0; i < data.length; i++) mapped[i] = f(data[i], i);
  return { shape, data: mapped };
}
