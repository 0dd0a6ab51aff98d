/** @file Matrices as records of rows: entry (i, j) is data[i · columns + j]. Their making, their product, their check. */

import { check, checkFinite, type Matrix, product } from "../core/index.ts";

/** Throws unless a has two axes, no empty one, and finite values that fit; `name` is function and argument. */
export function checkMatrix(a: Matrix, name: string): void {
  const { shape, data } = a;
  check(
    shape.length === 2 && product(shape) >= 1 && data.length === product(shape),
    () => `${name} must be a matrix with rows and columns, got shape [${shape}] with ${data.length} values`,
  );
  checkFinite(data, name);
}

/**
 * A matrix from its rows.
 *
 * @param rows - one list of numbers a row, all of one length
 * @returns record of shape [rows, columns]; no rows give shape [0, 0]
 * @throws RangeError if a row is longer or shorter than the first
 * @example
 * matrix([[1, 2], [3, 4]]).data // Float64Array [1, 2, 3, 4]
 */
export function matrix(rows: readonly ArrayLike<number>[]): Matrix {
  const columns = rows.length === 0 ? 0 : rows[0].length;
  const data = new Float64Array(rows.length * columns);
  for (const [i, row] of rows.entries()) {
    check(row.length === columns, () => `matrix: every row must have ${columns} values, got ${row.length} in row ${i}`);
    data.set(Float64Array.from(row), i * columns);
  }
  return { shape: [rows.length, columns], data };
}

/**
 * Product of two matrices.
 *
 * C(i, j) = Σ_k A(i, k) B(k, j)
 *
 * @param a - shape [m, k]
 * @param b - shape [k, n]
 * @returns shape [m, n]
 * @throws RangeError if the columns of a are not as many as the rows of b, or values do not fit a shape
 * @example
 * matmul(matrix([[1, 2]]), matrix([[3], [4]])).data // Float64Array [11]
 */
export function matmul(a: Matrix, b: Matrix): Matrix {
  const [m, inner] = a.shape;
  const [rows, n] = b.shape;
  check(
    a.shape.length === 2 && b.shape.length === 2 && inner === rows,
    () => `matmul: columns of a must be as many as rows of b, got shapes [${a.shape}] and [${b.shape}]`,
  );
  check(
    a.data.length === m * inner && b.data.length === rows * n,
    () => `matmul: shapes [${a.shape}] and [${b.shape}] must fit, got ${a.data.length} and ${b.data.length} values`,
  );
  const data = new Float64Array(m * n);
  for (let i = 0; i < m; i++)
    for (let k = 0; k < inner; k++) {
      const factor = a.data[i * inner + k];
      for (let j = 0; j < n; j++) data[i * n + j] += factor * b.data[k * n + j]; // along rows of both
    }
  return { shape: [m, n], data };
}
