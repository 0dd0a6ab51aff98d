/**
 * @file Fewer or more samples of the same picture, through the middle of its spectrum: values keep their mean, the point
 * at floor(n/2) stays, the field of view stays, so the pixel size becomes pixelSize·n/n'. Between two even or mixed
 * sizes everything hangs on Nyquist, which stands for −n/2 and +n/2 at once.
 */

import { type ComplexArray, check, type Image, type Shape, type Volume } from "../core/index.ts";
import { checkArray, checkPixelSize } from "./border.ts";
import { fftshift, ifftshift } from "./fftshift.ts";
import { irfft, rfft } from "./half.ts";

/**
 * An image or volume with fewer samples, by cropping its spectrum.
 *
 * F'(k) = (n'/n)^d F(k), |k| ≤ n'/2; for even n' < n, F'(−n'/2) = (n'/n)^d (F(−n'/2) + F(+n'/2)) on each axis
 *
 * @param a - square image or cube, its centre at floor(n/2)
 * @param n - new side n', at most the old one
 * @param pixelSize - of the array given, Å
 * @returns the smaller image or volume, mean unchanged, and its pixel size, Å
 * @throws RangeError if the sides differ, n is not a whole number from 1 to the side, or pixelSize is not positive
 * @example
 * fourierCrop(image, 64, 1.05) // { image, pixelSize: 2.1 } from 128 × 128
 */
export function fourierCrop(
  a: Image,
  n: number,
  pixelSize: number,
): { readonly image: Image; readonly pixelSize: number };
export function fourierCrop(
  a: Volume,
  n: number,
  pixelSize: number,
): { readonly volume: Volume; readonly pixelSize: number };
export function fourierCrop(a: Image | Volume, n: number, pixelSize: number): Resized {
  const side = checkSides("fourierCrop", a, n, pixelSize);
  check(n <= side, () => `fourierCrop: new size must be at most ${side}, got ${n}; use fourierPad to enlarge`);
  return resized(a, n, pixelSize);
}

/**
 * An image or volume with more samples, by padding its spectrum with zeros: band-limited interpolation.
 *
 * F'(k) = (n'/n)^d F(k), 0 beyond; for even n < n', F(n/2) is shared: one half each to −n/2 and +n/2 on each axis
 *
 * fourierCrop back to the old side is the identity.
 *
 * @param a - square image or cube, its centre at floor(n/2)
 * @param n - new side n', at least the old one
 * @param pixelSize - of the array given, Å
 * @returns the larger image or volume, mean unchanged, and its pixel size, Å
 * @throws RangeError if the sides differ, n is not a whole number from the side up, or pixelSize is not positive
 * @example
 * fourierPad(image, 128, 2.1) // { image, pixelSize: 1.05 } from 64 × 64
 */
export function fourierPad(
  a: Image,
  n: number,
  pixelSize: number,
): { readonly image: Image; readonly pixelSize: number };
export function fourierPad(
  a: Volume,
  n: number,
  pixelSize: number,
): { readonly volume: Volume; readonly pixelSize: number };
export function fourierPad(a: Image | Volume, n: number, pixelSize: number): Resized {
  const side = checkSides("fourierPad", a, n, pixelSize);
  check(n >= side, () => `fourierPad: new size must be at least ${side}, got ${n}; use fourierCrop to shrink`);
  return resized(a, n, pixelSize);
}

type Resized =
  | { readonly image: Image; readonly pixelSize: number }
  | { readonly volume: Volume; readonly pixelSize: number };

function checkSides(name: string, a: Image | Volume, n: number, pixelSize: number): number {
  checkArray(name, a);
  checkPixelSize(name, pixelSize);
  const { shape } = a;
  const side = shape[0];
  check(
    (shape.length === 2 || shape.length === 3) && shape.every((extent) => extent === side),
    () => `${name}: the array must be a square image or a cube, got shape [${shape}]`,
  );
  check(Number.isInteger(n) && n >= 1, () => `${name}: new size must be a whole number >= 1, got ${n}`);
  return side;
}

function resized(a: Image | Volume, n: number, pixelSize: number): Resized {
  const side = a.shape[0];
  const rank = a.shape.length;
  let half = rfft(ifftshift<Shape>(a));
  half = resizedLast(half, side, n);
  for (let axis = 0; axis < rank - 1; axis++) half = resizedAxis(half, axis, n);
  const { data } = fftshift<Shape>(
    irfft(
      half,
      a.shape.map(() => n),
    ),
  );
  const ratio = (n / side) ** rank;
  for (let i = 0; i < data.length; i++) data[i] *= ratio;
  const small = (pixelSize * side) / n;
  return rank === 2
    ? { image: { shape: [n, n], data }, pixelSize: small }
    : { volume: { shape: [n, n, n], data }, pixelSize: small };
}

/** A half spectrum cut or padded along its last axis, for real lines of n samples instead of `old`. */
function resizedLast(half: ComplexArray, old: number, n: number): ComplexArray {
  const h = half.shape[half.shape.length - 1];
  const columns = Math.floor(n / 2) + 1;
  const rows = half.re.length / h;
  const re = new Float64Array(rows * columns);
  const im = new Float64Array(rows * columns);
  const shared = Math.min(n, old); // the side whose Nyquist column is split or summed, if it is even
  for (let row = 0; row < rows; row++) {
    for (let k = 0; k < Math.min(h, columns); k++) {
      // irfft keeps the real part of a Nyquist column after the other axes: 2F there is F(−n/2) + F(+n/2)
      const factor = n !== old && 2 * k === shared ? (n < old ? 2 : 0.5) : 1;
      re[row * columns + k] = factor * half.re[row * h + k];
      im[row * columns + k] = factor * half.im[row * h + k];
    }
  }
  return { shape: [...half.shape.slice(0, -1), columns], re, im };
}

/** A spectrum cut or padded to n along one axis that holds both signs of k. */
function resizedAxis(F: ComplexArray, axis: number, n: number): ComplexArray {
  const old = F.shape[axis];
  if (n === old) return F;
  const shape = F.shape.map((extent, i) => (i === axis ? n : extent));
  let stride = 1;
  for (const extent of shape.slice(axis + 1)) stride *= extent;
  const outer = F.re.length / (old * stride);
  const re = new Float64Array(outer * n * stride);
  const im = new Float64Array(re.length);
  const shared = Math.min(n, old);
  const add = (k: number, factor: number): void => {
    const from = (k < 0 ? k + old : k) % old;
    const to = (k < 0 ? k + n : k) % n;
    for (let o = 0; o < outer; o++) {
      const source = (o * old + from) * stride;
      const target = (o * n + to) * stride;
      for (let i = 0; i < stride; i++) {
        re[target + i] += factor * F.re[source + i];
        im[target + i] += factor * F.im[source + i];
      }
    }
  };
  const nyquist = shared % 2 === 0 ? shared / 2 : Infinity;
  for (let k = -Math.floor(shared / 2); k <= shared / 2; k++) add(k, Math.abs(k) === nyquist && n > old ? 0.5 : 1);
  return { shape, re, im };
}
