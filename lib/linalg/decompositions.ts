/**
 * @file Factors of a matrix, by ml-matrix (a port of JAMA). Vectors that belong to a list of values are rows here, as the
 * components of `pca` are: row i belongs to value i, and lies in one piece of memory.
 * Source: Golub & Van Loan (2013), Matrix Computations, 4th edition.
 */

import { CholeskyDecomposition, EigenvalueDecomposition, QrDecomposition, SingularValueDecomposition } from "ml-matrix";
import { check, type Matrix } from "../core/index.ts";
import { fromDense, toDense, transpose } from "./dense.ts";
import { checkMatrix, matmul } from "./matrix.ts";

/** Throws unless a is square and equal to its transpose to 1e-10 of its largest entry. */
function checkSymmetric(a: Matrix, name: string): void {
  checkMatrix(a, name);
  const [n, columns] = a.shape;
  check(n === columns, () => `${name} must be square, got shape [${a.shape}]`);
  let largest = 0;
  let worst = 0;
  for (let i = 0; i < n; i++)
    for (let j = 0; j <= i; j++) {
      largest = Math.max(largest, Math.abs(a.data[i * n + j]), Math.abs(a.data[j * n + i]));
      worst = Math.max(worst, Math.abs(a.data[i * n + j] - a.data[j * n + i]));
    }
  check(worst <= 1e-10 * largest, () => `${name} must be symmetric, got mirrored entries that differ by ${worst}`);
}

/**
 * Eigenvalues and eigenvectors of a symmetric matrix.
 *
 * A vᵢ = λᵢ vᵢ, λ₀ ≤ λ₁ ≤ …, vᵢ·vⱼ = 1 if i = j else 0
 *
 * @param a - symmetric, shape [n, n]
 * @returns `values`, ascending, and `vectors`, shape [n, n], row i belongs to value i; the sign of a row is free
 * @throws RangeError if a is not square, not symmetric to 1e-10 of its largest entry, or not finite
 * @example
 * eigh(matrix([[2, 0], [0, 1]])).values // Float64Array [1, 2]
 * @see Golub & Van Loan (2013), section 8.3
 */
export function eigh(a: Matrix): { values: Float64Array; vectors: Matrix } {
  checkSymmetric(a, "eigh: a");
  const { realEigenvalues, eigenvectorMatrix } = new EigenvalueDecomposition(toDense(a), { assumeSymmetric: true });
  return { values: Float64Array.from(realEigenvalues), vectors: transpose(fromDense(eigenvectorMatrix)) };
}

/**
 * Singular values and vectors of a matrix.
 *
 * A = Σᵢ sᵢ uᵢ vᵢᵀ = U diag(s) V, s₀ ≥ s₁ ≥ … ≥ 0, r = min(m, n) terms
 *
 * @param a - shape [m, n]
 * @returns `u` of shape [m, r] with orthonormal columns, `s` descending, `v` of shape [r, n] with orthonormal rows: the
 *   transposed right vectors, NumPy's Vh
 * @throws RangeError if a is empty or not finite
 * @example
 * svd(matrix([[3, 0, 0], [0, 4, 0]])).s // Float64Array [4, 3]
 * @see Golub & Van Loan (2013), section 8.6
 */
export function svd(a: Matrix): { u: Matrix; s: Float64Array; v: Matrix } {
  checkMatrix(a, "svd: a");
  const { leftSingularVectors, diagonal, rightSingularVectors } = new SingularValueDecomposition(toDense(a), {
    autoTranspose: true,
  });
  const r = Math.min(...a.shape);
  const u = fromDense(leftSingularVectors.subMatrix(0, a.shape[0] - 1, 0, r - 1));
  const v = fromDense(rightSingularVectors.subMatrix(0, a.shape[1] - 1, 0, r - 1));
  return { u, s: Float64Array.from(diagonal).subarray(0, r), v: transpose(v) };
}

/**
 * Thin QR factors of a matrix.
 *
 * A = Q R, Qᵀ Q = 1, R upper triangular with a diagonal ≥ 0; r = min(m, n)
 *
 * @param a - shape [m, n]
 * @returns `q` of shape [m, r] and `r` of shape [r, n]
 * @throws RangeError if a is empty or not finite
 * @example
 * qr(matrix([[3], [4]])).r.data // Float64Array [5]
 * @see Golub & Van Loan (2013), section 5.2
 */
export function qr(a: Matrix): { q: Matrix; r: Matrix } {
  checkMatrix(a, "qr: a");
  const [m, n] = a.shape;
  const k = Math.min(m, n);
  // of a wide matrix the first m columns decide Q, and R = Qᵀ A
  const square: Matrix = m >= n ? a : { shape: [m, m], data: new Float64Array(m * m) };
  if (m < n) for (let i = 0; i < m; i++) square.data.set(a.data.subarray(i * n, i * n + m), i * m);
  const factors = new QrDecomposition(toDense(square));
  const q = fromDense(factors.orthogonalMatrix);
  const r = m >= n ? fromDense(factors.upperTriangularMatrix) : matmul(transpose(q), a);
  for (let i = 0; i < k; i++) {
    for (let j = 0; j < Math.min(i, n); j++) r.data[i * n + j] = 0; // rounding of the product
    if (r.data[i * n + i] >= 0) continue;
    for (let j = i; j < n; j++) r.data[i * n + j] = -r.data[i * n + j];
    for (let j = 0; j < m; j++) q.data[j * k + i] = -q.data[j * k + i];
  }
  return { q, r };
}

/**
 * Cholesky factor of a positive definite matrix.
 *
 * A = L Lᵀ, L lower triangular with a positive diagonal
 *
 * @param a - symmetric, shape [n, n]
 * @returns L, shape [n, n]
 * @throws RangeError if a is not symmetric to 1e-10 of its largest entry, not positive definite, or not finite
 * @example
 * cholesky(matrix([[4, 2], [2, 5]])).data // Float64Array [2, 0, 1, 2]
 * @see Golub & Van Loan (2013), section 4.2
 */
export function cholesky(a: Matrix): Matrix {
  checkSymmetric(a, "cholesky: a");
  const factor = new CholeskyDecomposition(toDense(a));
  check(factor.isPositiveDefinite(), () => "cholesky: a must be positive definite, got a pivot that is not above 0");
  return fromDense(factor.lowerTriangularMatrix);
}

/**
 * Moore-Penrose pseudo-inverse of a matrix.
 *
 * A⁺ = Σ vᵢ uᵢᵀ/sᵢ over the singular values above tolerance · s₀
 *
 * A⁺ b is the shortest of the vectors x with the smallest ‖A x − b‖.
 *
 * @param a - shape [m, n]
 * @param tolerance - part of the largest singular value below which one counts as 0; max(m, n) · 2⁻⁵² by default
 * @returns shape [n, m]
 * @throws RangeError if a is empty or not finite, or tolerance is negative
 * @example
 * pinv(matrix([[2, 0], [0, 0]])).data // Float64Array [0.5, 0, 0, 0]
 * @see Golub & Van Loan (2013), section 5.5
 */
export function pinv(a: Matrix, tolerance: number = Math.max(...a.shape) * Number.EPSILON): Matrix {
  checkMatrix(a, "pinv: a");
  check(tolerance >= 0, () => `pinv: tolerance must be >= 0, got ${tolerance}`);
  const { u, s, v } = svd(a);
  const [r, n] = v.shape;
  for (let i = 0; i < r; i++) {
    const factor = s[i] > tolerance * s[0] ? 1 / s[i] : 0;
    for (let j = 0; j < n; j++) v.data[i * n + j] *= factor;
  }
  return matmul(transpose(v), transpose(u));
}
