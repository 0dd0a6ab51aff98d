/**
 * @file Covariance of samples, and the few directions that carry most of it. Rows are samples. Everything is centred
 * before it is squared, so that a mean of 1e8 costs no digits.
 * Source: Jolliffe & Cadima (2016), Phil. Trans. R. Soc. A 374, 20150202, doi:10.1098/rsta.2015.0202.
 */

import { check, type Matrix } from "../core/index.ts";
import { eigh } from "./decompositions.ts";
import { checkMatrix } from "./matrix.ts";

/** Mean of the rows, and the rows without it. */
function centred({ shape, data }: Matrix): { mean: Float64Array; rest: Float64Array } {
  const [n, d] = shape;
  const mean = data.slice(0, d); // sums of differences from the first row stay small
  for (let j = 0; j < d; j++) {
    let sum = 0;
    for (let i = 1; i < n; i++) sum += data[i * d + j] - data[j];
    mean[j] += sum / n;
  }
  const rest = new Float64Array(n * d);
  for (let i = 0; i < n; i++) for (let j = 0; j < d; j++) rest[i * d + j] = data[i * d + j] - mean[j];
  return { mean, rest };
}

/** Xᵀ X of n rows of d values, divided by a number. */
function gram(rows: Float64Array, n: number, d: number, divisor: number): Matrix {
  const data = new Float64Array(d * d);
  for (let i = 0; i < n; i++)
    for (let j = 0; j < d; j++) {
      const factor = rows[i * d + j];
      for (let k = 0; k <= j; k++) data[j * d + k] += factor * rows[i * d + k];
    }
  for (let j = 0; j < d; j++)
    for (let k = 0; k <= j; k++) {
      data[j * d + k] /= divisor;
      data[k * d + j] = data[j * d + k];
    }
  return { shape: [d, d], data };
}

/**
 * Covariance matrix of samples.
 *
 * C(j, k) = Σᵢ (x(i, j) − mean(j)) (x(i, k) − mean(k)) / (n − ddof)
 *
 * @param x - one sample a row, shape [n, d]
 * @param ddof - 0 (default): the mean square; 1: the unbiased estimate
 * @returns symmetric, shape [d, d]
 * @throws RangeError if x is empty or not finite, ddof is neither 0 nor 1, or n is not above ddof
 * @example
 * covariance(matrix([[1, 0], [3, 4]])).data // Float64Array [1, 2, 2, 4]
 */
export function covariance(x: Matrix, ddof: 0 | 1 = 0): Matrix {
  checkMatrix(x, "covariance: x");
  check(ddof === 0 || ddof === 1, () => `covariance: ddof must be 0 or 1, got ${ddof}`);
  const [n, d] = x.shape;
  check(n > ddof, () => `covariance: ddof 1 takes at least two samples, got ${n}`);
  return gram(centred(x).rest, n, d, n - ddof);
}

/**
 * Principal components of samples: the directions of largest variance, in order.
 *
 * C = Σ λᵢ vᵢ vᵢᵀ, C with 1/n; scores(j, i) = (x(j) − mean)·vᵢ, of mean square λᵢ
 *
 * With more dimensions than samples the n × n products of samples stand for the d × d covariance: they have the same
 * values above 0. The largest entry of every vector in modulus is positive.
 *
 * @param x - one sample a row, shape [n, d]
 * @param k - number of components, from 1 to d
 * @returns `mean` of d values; `values` λ, k of them, descending; `vectors`, shape [k, d], row i belongs to value i; `scores`,
 *   shape [n, k]. Beyond the rank values and scores are 0, and vectors are 0 where the samples define none
 * @throws RangeError if x is empty or not finite, or k is not a whole number from 1 to d
 * @example
 * pca(matrix([[1, 5], [3, 5]]), 1).scores.data // Float64Array [-1, 1]
 * @see Jolliffe & Cadima (2016), doi:10.1098/rsta.2015.0202
 */
export function pca(
  x: Matrix,
  k: number,
): { mean: Float64Array; values: Float64Array; vectors: Matrix; scores: Matrix } {
  checkMatrix(x, "pca: x");
  const [n, d] = x.shape;
  check(Number.isInteger(k) && k >= 1 && k <= d, () => `pca: k must be a whole number from 1 to ${d}, got ${k}`);
  const { mean, rest } = centred(x);
  const few = n < d;
  const size = Math.min(n, d);
  const pairs = eigh(few ? gram(transposed(rest, n, d), d, n, n) : gram(rest, n, d, n));
  const top = pairs.values[size - 1];
  const rounding = 8 * size * Number.EPSILON * Math.max(top, 0); // what a sum of squares cannot tell from 0

  const values = new Float64Array(k);
  const vectors = new Float64Array(k * d);
  const scores = new Float64Array(n * k);
  for (let i = 0; i < Math.min(k, size); i++) {
    const row = size - 1 - i; // ascending to descending
    const value = pairs.values[row];
    const inRank = value > rounding;
    const vector = vectors.subarray(i * d, (i + 1) * d);
    const pair = pairs.vectors.data.subarray(row * size, (row + 1) * size);
    if (!few) vector.set(pair);
    else if (inRank)
      for (let j = 0; j < n; j++) for (let at = 0; at < d; at++) vector[at] += pair[j] * rest[j * d + at];
    normalise(vector);
    if (!inRank) continue;
    let squares = 0;
    for (let j = 0; j < n; j++) {
      let score = 0;
      for (let at = 0; at < d; at++) score += rest[j * d + at] * vector[at];
      scores[j * k + i] = score;
      squares += score * score;
    }
    values[i] = squares / n; // as good as the vector: better than the eigenvalue of the squared matrix
  }
  return { mean, values, vectors: { shape: [k, d], data: vectors }, scores: { shape: [n, k], data: scores } };
}

function transposed(rows: Float64Array, n: number, d: number): Float64Array {
  const columns = new Float64Array(n * d);
  for (let i = 0; i < n; i++) for (let j = 0; j < d; j++) columns[j * n + i] = rows[i * d + j];
  return columns;
}

/** Length 1 and a positive largest entry, in place; zeros stay. */
function normalise(vector: Float64Array): void {
  let squares = 0;
  let largest = 0;
  for (let i = 0; i < vector.length; i++) {
    squares += vector[i] * vector[i];
    if (Math.abs(vector[i]) > Math.abs(largest)) largest = vector[i];
  }
  if (squares === 0) return;
  const factor = (largest < 0 ? -1 : 1) / Math.sqrt(squares);
  for (let i = 0; i < vector.length; i++) vector[i] *= factor;
}
