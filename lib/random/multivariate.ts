/** @file Normal vectors of any covariance, and permutations: what a list of single draws becomes. */

import { check, checkFinite, type Matrix, type Rng } from "../core/index.ts";
import { normal } from "./normal.ts";
import { uniform } from "./rng.ts";

/**
 * A normal vector of a given mean and covariance.
 *
 * x = mean + L z, z normal, L Lᵀ the covariance
 *
 * @param rng - generator, advanced by one normal number for each column of L
 * @param mean - d values
 * @param factor - L, shape [d, k]: the Cholesky factor of the covariance, or any other root of it
 * @returns x, d values
 * @throws RangeError if L has not one row for each value of the mean, or a value is not finite
 * @example
 * multivariateNormal(rng, Float64Array.of(1, 2), cholesky(matrix([[4, 2], [2, 5]]))).length // 2
 */
export function multivariateNormal(rng: Rng, mean: Float64Array, factor: Matrix): Float64Array {
  const [d, k] = factor.shape;
  check(
    factor.shape.length === 2 && d === mean.length && factor.data.length === d * k,
    () => `multivariateNormal: factor must have ${mean.length} rows as mean, got shape [${factor.shape}]`,
  );
  checkFinite(mean, "multivariateNormal: mean");
  checkFinite(factor.data, "multivariateNormal: factor");
  const x = mean.slice();
  for (let j = 0; j < k; j++) {
    const z = normal(rng);
    for (let i = 0; i < d; i++) x[i] += factor.data[i * k + j] * z;
  }
  return x;
}

/**
 * A permutation, every one with the same chance.
 *
 * @param rng - generator, advanced by one uniform number for each number but the first
 * @param n - how many numbers
 * @returns 0 … n − 1 in random order
 * @throws RangeError if n is not a whole number ≥ 0
 * @example
 * shuffle(rng, 5).slice().sort() // Int32Array [0, 1, 2, 3, 4]
 * @see Durstenfeld (1964), Commun. ACM 7, 420, doi:10.1145/364520.364540
 */
export function shuffle(rng: Rng, n: number): Int32Array {
  check(Number.isInteger(n) && n >= 0, () => `shuffle: n must be a whole number >= 0, got ${n}`);
  const order = Int32Array.from({ length: n }, (_, i) => i);
  for (let i = n - 1; i > 0; i--) {
    const j = Math.floor(uniform(rng) * (i + 1));
    const held = order[i];
    order[i] = order[j];
    order[j] = held;
  }
  return order;
}
