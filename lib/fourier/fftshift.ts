/**
 * @file Zero to the middle and back. The middle is index floor(n/2), n even or odd (CONVENTIONS.md), so the two
 * functions differ when n is odd.
 */

import type { ComplexArray, RealArray, Shape } from "../core/index.ts";
import { placeMap } from "./axes.ts";
import { checkArray, checkAxes, isComplex } from "./border.ts";

/**
 * Index 0 of the chosen axes moved to floor(n/2), in turn with all other values.
 *
 * out[(j + floor(n/2)) mod n] = a[j]
 *
 * @param a - real or complex values with the origin at 0
 * @param axes - which axes, all by default; [] moves nothing
 * @returns values with the origin at floor(n/2): a spectrum becomes centred, index 0 of an even axis is k = −n/2
 * @throws RangeError if an axis does not exist or comes twice
 * @example
 * fftshift({ shape: [3], data: Float64Array.of(0, 1, -1) }).data // Float64Array [-1, 0, 1]
 */
export function fftshift<S extends Shape>(a: RealArray<S>, axes?: readonly number[]): RealArray<S>;
export function fftshift<S extends Shape>(a: ComplexArray<S>, axes?: readonly number[]): ComplexArray<S>;
export function fftshift<S extends Shape>(
  a: RealArray<S> | ComplexArray<S>,
  axes?: readonly number[],
): RealArray<S> | ComplexArray<S> {
  return rolled("fftshift", a, axes, (n) => Math.floor(n / 2));
}

/**
 * Index floor(n/2) of the chosen axes moved to 0, the inverse of fftshift.
 *
 * out[j] = a[(j + floor(n/2)) mod n]
 *
 * @param a - real or complex values with the origin at floor(n/2)
 * @param axes - which axes, all by default; [] moves nothing
 * @returns values with the origin at 0
 * @throws RangeError if an axis does not exist or comes twice
 * @example
 * ifftshift({ shape: [3], data: Float64Array.of(-1, 0, 1) }).data // Float64Array [0, 1, -1]
 */
export function ifftshift<S extends Shape>(a: RealArray<S>, axes?: readonly number[]): RealArray<S>;
export function ifftshift<S extends Shape>(a: ComplexArray<S>, axes?: readonly number[]): ComplexArray<S>;
export function ifftshift<S extends Shape>(
  a: RealArray<S> | ComplexArray<S>,
  axes?: readonly number[],
): RealArray<S> | ComplexArray<S> {
  return rolled("ifftshift", a, axes, (n) => Math.ceil(n / 2));
}

/** Values rolled along axes by an amount that depends on the extent. */
function rolled<S extends Shape>(
  name: string,
  a: RealArray<S> | ComplexArray<S>,
  axes: readonly number[] | undefined,
  amount: (n: number) => number,
): RealArray<S> | ComplexArray<S> {
  const { shape } = a;
  checkArray(name, a);
  if (axes) checkAxes(name, shape, axes);
  const by = shape.map((n, axis) => (axes === undefined || axes.includes(axis) ? amount(n) % n : 0));
  const rows = placeMap(shape.slice(0, -1), (i, n, axis) => (i + by[axis]) % n);
  const last = by[by.length - 1];
  if (!isComplex(a)) return { shape, data: rollRows(a.data, rows, last) };
  return { shape, re: rollRows(a.re, rows, last), im: rollRows(a.im, rows, last) };
}

/** Every row moved to its place, its values rolled by `by`. */
function rollRows(data: Float64Array, rows: Int32Array, by: number): Float64Array {
  const n = data.length / rows.length;
  const out = new Float64Array(data.length);
  for (let row = 0; row < rows.length; row++) {
    const from = row * n;
    const to = rows[row] * n;
    for (let x = 0; x < n - by; x++) out[to + by + x] = data[from + x];
    for (let x = n - by; x < n; x++) out[to + by - n + x] = data[from + x];
  }
  return out;
}
