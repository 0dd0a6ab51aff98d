/**
 * @file Transforms of whole arrays in plain TypeScript, axis by axis: what the kernels must give, to rounding, and what runs where they do not. Two real rows go through one complex transform and are parted by their symmetry.
 * Source: Press et al., Numerical Recipes, section 12.3.
 */

import { product, type Shape } from "../../core/index.ts";
import { linePlan } from "./fft-plan.ts";

/** Forward transforms of all lines along one axis, in place, without a factor; exchange re and im for the inverse. */
function transformAxis(re: Float64Array, im: Float64Array, shape: Shape, axis: number): void {
  const n = shape[axis];
  const stride = product(shape.slice(axis + 1));
  const plan = linePlan(n);
  if (stride === 1) plan.forward(re, im, 0, 1, re.length / n, n);
  else for (let start = 0; start < re.length; start += n * stride) plan.forward(re, im, start, stride, stride, 1);
}

/** Index of −k, k modulo n. */
function negative(k: number, n: number): number {
  return k === 0 ? 0 : n - k;
}

/** How many pairs of rows of n samples go through scratch at a time. */
function pairsAtOnce(rows: number, n: number): number {
  return Math.max(1, Math.min(Math.ceil(rows / 2), 16, Math.floor(8192 / n)));
}

/** Divides in place. */
function divide(values: Float64Array, divisor: number): void {
  if (divisor !== 1) for (let i = 0; i < values.length; i++) values[i] /= divisor;
}

/** Complex transform along axes, in place. */
export function plainComplex(
  re: Float64Array,
  im: Float64Array,
  shape: Shape,
  axes: readonly number[],
  inverse: boolean,
  divisor: number,
): void {
  for (const axis of axes) {
    if (inverse) transformAxis(im, re, shape, axis);
    else transformAxis(re, im, shape, axis);
  }
  divide(re, divisor);
  divide(im, divisor);
}

/** Half spectrum of a real array: of its rows, then along the other axes. */
export function plainHalf(
  data: Float64Array,
  shape: Shape,
  otherAxes: readonly number[],
): { re: Float64Array; im: Float64Array } {
  const n = shape[shape.length - 1];
  const rows = data.length / n;
  const h = Math.floor(n / 2) + 1;
  const re = new Float64Array(rows * h);
  const im = new Float64Array(rows * h);

  // z = f + i g, so that F = (Z[k] + Z*[−k])/2 and G = (Z[k] − Z*[−k])/2i
  const plan = linePlan(n);
  const pairs = pairsAtOnce(rows, n);
  const zRe = new Float64Array(pairs * n);
  const zIm = new Float64Array(pairs * n);
  for (let row = 0; row < rows; row += 2 * pairs) {
    const here = Math.min(pairs, Math.ceil((rows - row) / 2));
    for (let j = 0; j < here; j++) {
      const even = (row + 2 * j) * n;
      const lonely = row + 2 * j + 1 >= rows;
      for (let x = 0; x < n; x++) {
        zRe[j * n + x] = data[even + x];
        zIm[j * n + x] = lonely ? 0 : data[even + n + x];
      }
    }
    plan.forward(zRe, zIm, 0, 1, here, n);
    for (let j = 0; j < here; j++) {
      const even = (row + 2 * j) * h;
      const lonely = row + 2 * j + 1 >= rows;
      for (let k = 0; k < h; k++) {
        const plus = j * n + k;
        const minus = j * n + negative(k, n);
        re[even + k] = 0.5 * (zRe[plus] + zRe[minus]);
        im[even + k] = 0.5 * (zIm[plus] - zIm[minus]);
        if (lonely) continue;
        re[even + h + k] = 0.5 * (zIm[plus] + zIm[minus]);
        im[even + h + k] = 0.5 * (zRe[minus] - zRe[plus]);
      }
    }
  }
  const half = [...shape.slice(0, -1), h];
  for (const axis of otherAxes) transformAxis(re, im, half, axis);
  return { re, im };
}

/** Real array from its half spectrum, which is overwritten. */
export function plainReal(
  re: Float64Array,
  im: Float64Array,
  shape: Shape,
  otherAxes: readonly number[],
  divisor: number,
): Float64Array {
  const n = shape[shape.length - 1];
  const h = Math.floor(n / 2) + 1;
  const rows = re.length / h;
  const half = [...shape.slice(0, -1), h];
  for (const axis of otherAxes) transformAxis(im, re, half, axis); // exchanged: inverse

  // Z = F + i G, both Hermitian, gives z = f + i g
  const data = new Float64Array(rows * n);
  const plan = linePlan(n);
  const pairs = pairsAtOnce(rows, n);
  const zRe = new Float64Array(pairs * n);
  const zIm = new Float64Array(pairs * n);
  for (let row = 0; row < rows; row += 2 * pairs) {
    const here = Math.min(pairs, Math.ceil((rows - row) / 2));
    for (let j = 0; j < here; j++) {
      const even = (row + 2 * j) * h;
      const lonely = row + 2 * j + 1 >= rows;
      for (let k = 0; k < h; k++) {
        const alone = k === negative(k, n);
        const fRe = re[even + k];
        const fIm = alone ? 0 : im[even + k];
        const gRe = lonely ? 0 : re[even + h + k];
        const gIm = lonely || alone ? 0 : im[even + h + k];
        zRe[j * n + k] = fRe - gIm;
        zIm[j * n + k] = fIm + gRe;
        if (alone) continue;
        zRe[j * n + n - k] = fRe + gIm;
        zIm[j * n + n - k] = gRe - fIm;
      }
    }
    plan.forward(zIm, zRe, 0, 1, here, n);
    for (let j = 0; j < here; j++) {
      const even = (row + 2 * j) * n;
      const lonely = row + 2 * j + 1 >= rows;
      for (let x = 0; x < n; x++) {
        data[even + x] = zRe[j * n + x];
        if (!lonely) data[even + n + x] = zIm[j * n + x];
      }
    }
  }
  divide(data, divisor);
  return data;
}
