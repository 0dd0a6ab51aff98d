/**
 * @file Convolution and correlation as products of spectra. Sums that must not wrap are padded with zeros first, to a
 * length that transforms fast.
 */

import {
  type ComplexArray,
  check,
  checkFinite,
  type Image,
  product,
  type RealArray,
  type Shape,
} from "../core/index.ts";
import { checkArray } from "./border.ts";
import { fastSize } from "./fast-size.ts";
import { irfft, rfft } from "./half.ts";

/** What of a convolution is wanted, and what lies beyond the image. */
export type ConvolveMode = "full" | "same" | "wrap";

/** Places of `a` put into a grid of another shape: place p goes to (p + offset) modulo the grid, and adds up there. */
function placed(a: RealArray, shape: Shape, offset: readonly number[]): RealArray {
  const data = new Float64Array(product(shape));
  const index = a.shape.map(() => 0);
  for (let i = 0; i < a.data.length; i++) {
    let at = 0;
    for (const [axis, n] of shape.entries()) at = at * n + ((((index[axis] + offset[axis]) % n) + n) % n);
    data[at] += a.data[i];
    for (let axis = shape.length - 1; axis >= 0 && ++index[axis] === a.shape[axis]; axis--) index[axis] = 0;
  }
  return { shape, data };
}

/** A window of an array: `shape` places from `start` on. */
function cut(a: RealArray, shape: Shape, start: readonly number[]): Float64Array {
  const data = new Float64Array(product(shape));
  const index = shape.map(() => 0);
  for (let i = 0; i < data.length; i++) {
    let at = 0;
    for (const [axis, n] of a.shape.entries()) at = at * n + index[axis] + start[axis];
    data[i] = a.data[at];
    for (let axis = shape.length - 1; axis >= 0 && ++index[axis] === shape[axis]; axis--) index[axis] = 0;
  }
  return data;
}

/** F · G, or F · G* when conjugate, in place of F. */
function multiply(F: ComplexArray, G: ComplexArray, conjugate: boolean): void {
  const sign = conjugate ? -1 : 1;
  for (let i = 0; i < F.re.length; i++) {
    const [a, b, c, d] = [F.re[i], F.im[i], G.re[i], sign * G.im[i]];
    F.re[i] = a * c - b * d;
    F.im[i] = a * d + b * c;
  }
}

/** Σ f[j] g[i − j] or, reversed, Σ f[j + i] g[j], on a grid that both fit into. */
function throughSpectra(f: RealArray, g: RealArray, shape: Shape, reversed: boolean): RealArray {
  const zero = shape.map(() => 0);
  const F = rfft(placed(f, shape, zero));
  multiply(F, rfft(placed(g, shape, zero)), reversed);
  return irfft(F, shape);
}

/**
 * Convolution of an image with a kernel.
 *
 * full: out[i] = Σ f[j] g[i − j], shape n + m − 1. same: the part of it where the kernel's origin floor(m/2) lies on the
 * image, shape n. wrap: as same, with the image continued periodically. Beyond the image is 0 in full and same.
 *
 * @param image - f, shape n
 * @param kernel - g, shape m, its origin at floor(m/2); it may be larger than the image
 * @param options - mode: "full", "same" or "wrap"
 * @returns no factor, no normalisation of the kernel
 * @throws RangeError if an extent is 0, a value is not finite, or the mode is unknown
 * @example
 * convolve(realArray([1, 3], [1, 2, 3]), realArray([1, 2], [1, 10]), { mode: "full" }).data.map(Math.round) // Float64Array [1, 12, 23, 30]
 */
export function convolve(image: Image, kernel: Image, options: { readonly mode: ConvolveMode }): Image {
  const { mode } = options;
  checkPlane("convolve: image", image);
  checkPlane("convolve: kernel", kernel);
  check(
    mode === "full" || mode === "same" || mode === "wrap",
    () => `convolve: mode must be "full", "same" or "wrap", got ${mode}`,
  );
  const [ny, nx] = image.shape;
  const [my, mx] = kernel.shape;
  const origin = [Math.floor(my / 2), Math.floor(mx / 2)];
  if (mode === "wrap") {
    const F = rfft(image);
    multiply(F, rfft(placed(kernel, image.shape, [-origin[0], -origin[1]])), false);
    return irfft(F, image.shape);
  }
  const full = [ny + my - 1, nx + mx - 1] as const;
  const sums = throughSpectra(image, kernel, full.map(fastSize), false);
  return mode === "full"
    ? { shape: full, data: cut(sums, full, [0, 0]) }
    : { shape: [ny, nx], data: cut(sums, [ny, nx], origin) };
}

/**
 * Correlation of two lines at every lag where they meet.
 *
 * c(q) = Σ_m x[m + q] a[m], q = −(a.length − 1) … x.length − 1, 0 beyond the ends
 *
 * If x is a moved by +q, the largest value is at +q. No mean is removed, nothing is divided.
 *
 * @param x - values
 * @param a - template, of any length
 * @returns `lags`, ascending, and `c` at each
 * @throws RangeError if x or a is empty or not finite
 * @example
 * crossCorrelate(Float64Array.of(0, 0, 1), Float64Array.of(1, 0, 0)).c.map(Math.round)[4] // 1
 */
export function crossCorrelate(x: Float64Array, a: Float64Array): { lags: Int32Array; c: Float64Array } {
  const line = (data: Float64Array): Image => ({ shape: [1, data.length], data });
  const { lagsX, c } = correlated(line(x), line(a), "crossCorrelate");
  return { lags: lagsX, c: c.data };
}

/**
 * Correlation of two images at every shift where they meet: a map of shifts.
 *
 * c(qy, qx) = Σ x[m + q] a[m], q = −(side of a − 1) … side of x − 1 on each axis, 0 beyond the borders
 *
 * @param x - image
 * @param a - template, of any size
 * @returns `c`, and the lags of its rows (`lagsY`) and columns (`lagsX`), ascending
 * @throws RangeError if an extent is 0 or a value is not finite
 * @example
 * crossCorrelate2d(realArray([1, 2], [0, 1]), realArray([1, 1], [5])).c.data.map(Math.round) // Float64Array [0, 5]
 */
export function crossCorrelate2d(x: Image, a: Image): { lagsY: Int32Array; lagsX: Int32Array; c: Image } {
  return correlated(x, a, "crossCorrelate2d");
}

function correlated(x: Image, a: Image, name: string): { lagsY: Int32Array; lagsX: Int32Array; c: Image } {
  checkPlane(`${name}: x`, x);
  checkPlane(`${name}: a`, a);
  const shape = [x.shape[0] + a.shape[0] - 1, x.shape[1] + a.shape[1] - 1] as const;
  const lags = (axis: 0 | 1): Int32Array => Int32Array.from({ length: shape[axis] }, (_, i) => i - (a.shape[axis] - 1));
  // moved to the end of its side, the template meets the image at lags ≥ 0 only
  const grid = shape.map(fastSize);
  const F = rfft(placed(x, grid, [a.shape[0] - 1, a.shape[1] - 1]));
  multiply(F, rfft(placed(a, grid, [0, 0])), true);
  return { lagsY: lags(0), lagsX: lags(1), c: { shape, data: cut(irfft(F, grid), shape, [0, 0]) } };
}

function checkPlane(name: string, a: Image): void {
  checkArray(name, a);
  check(a.shape.length === 2, () => `${name} must have 2 axes, got shape [${a.shape}]`);
  checkFinite(a.data, name);
}
