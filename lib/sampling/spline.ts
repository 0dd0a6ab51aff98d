/**
 * @file Cubic splines through the pixels of an image: two continuous derivatives, and natural ends (second derivative
 * 0 at the border), so that a ramp is exact up to the edge. The image is first filtered into coefficients of cubic
 * B-splines, line by line, by solving (c(i−1) + 4 c(i) + c(i+1))/6 = f(i).
 * Source: Unser (1999), IEEE Signal Process. Mag. 16, 22, doi:10.1109/79.799930.
 */

import type { Image, Points } from "../core/index.ts";
import { checkPoints, checkRank } from "./check-points.ts";

/**
 * Values of an image between its pixels by the natural bicubic spline: exact at the pixels and on ramps.
 *
 * Every value depends on all pixels of its rows and columns, with weights that fall by 2 + √3 from one to the next.
 *
 * @param image - values on the grid
 * @param points - rows (x, y) in pixels from floor(n/2), shape [m, 2]
 * @returns values, shape [m]; 0 outside 0 ≤ index ≤ n − 1
 * @throws RangeError if the points are not rows of 2 or not finite
 * @example
 * cubicSpline(image, realArray([1, 2], [0.5, 0])) // halfway from the origin to its right neighbour
 */
export function cubicSpline(image: Image, points: Points): Float64Array {
  checkRank(image, [2], "cubicSpline: image");
  checkPoints(points, 2, "cubicSpline");
  const [ny, nx] = image.shape;
  const [cy, cx] = [Math.floor(ny / 2), Math.floor(nx / 2)];
  const coefficients = splineCoefficients(image);
  const width = nx + 3;
  const p = points.data;
  const values = new Float64Array(points.shape[0]);
  for (let i = 0; i < values.length; i++) {
    const x = p[2 * i] + cx;
    const y = p[2 * i + 1] + cy;
    if (!(x >= 0 && x <= nx - 1 && y >= 0 && y <= ny - 1)) continue;
    const x0 = Math.floor(x);
    const y0 = Math.floor(y);
    const [a, b, c, d] = basis(x - x0);
    const rows = basis(y - y0);
    let value = 0;
    for (let row = 0; row < 4; row++) {
      const k = (y0 + row) * width + x0; // coefficient −1 stands at index 0
      value +=
        rows[row] * (a * coefficients[k] + b * coefficients[k + 1] + c * coefficients[k + 2] + d * coefficients[k + 3]);
    }
    values[i] = value;
  }
  return values;
}

/** The four cubic B-splines that are not 0 at a fraction t behind a node. */
function basis(t: number): [number, number, number, number] {
  const s = 1 - t;
  return [(s * s * s) / 6, (4 - 3 * t * t * (1 + s)) / 6, (4 - 3 * s * s * (1 + t)) / 6, (t * t * t) / 6];
}

/** B-spline coefficients −1 … n of every row and column, and a 0 behind them that only meets the weight 0. */
function splineCoefficients(image: Image): Float64Array {
  const [ny, nx] = image.shape;
  const [height, width] = [ny + 3, nx + 3];
  const coefficients = new Float64Array(height * width);
  for (let y = 0; y < ny; y++) filterLine(image.data.subarray(y * nx, (y + 1) * nx), coefficients, (y + 1) * width, 1);
  const column = new Float64Array(ny);
  for (let x = 0; x < width; x++) {
    for (let y = 0; y < ny; y++) column[y] = coefficients[(y + 1) * width + x];
    filterLine(column, coefficients, x, width);
  }
  return coefficients;
}

/** Solves (c(i−1) + 4 c(i) + c(i+1))/6 = f(i) with c(−1) − 2 c(0) + c(1) = 0 at both ends; c(−1) goes to `start`. */
function filterLine(f: Float64Array, c: Float64Array, start: number, step: number): void {
  const n = f.length;
  const first = start + step; // where c(0) is
  const last = first + (n - 1) * step;
  c[first] = f[0]; // the natural end makes c(−1) + 4 c(0) + c(1) = 6 c(0)
  c[last] = f[n - 1];
  const ratio = new Float64Array(n);
  for (let i = 1; i < n - 1; i++) {
    const pivot = 4 - ratio[i - 1];
    ratio[i] = 1 / pivot;
    c[first + i * step] = (6 * f[i] - c[first + (i - 1) * step]) / pivot;
  }
  for (let i = n - 2; i > 0; i--) c[first + i * step] -= ratio[i] * c[first + (i + 1) * step];
  c[start] = n > 1 ? 2 * c[first] - c[first + step] : f[0];
  c[last + step] = n > 1 ? 2 * c[last] - c[last - step] : f[0];
}
