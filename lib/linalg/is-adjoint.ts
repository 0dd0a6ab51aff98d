/** @file The inner-product test: two linear maps are adjoint when ⟨A x, y⟩ = ⟨x, Aᵀ y⟩, and random x and y seldom lie. */

import { check } from "../core/index.ts";

/** A linear map of lists of numbers. */
export type Linear = (values: Float64Array) => ArrayLike<number>;

/**
 * Whether one map is the adjoint of another, as far as two vectors can tell.
 *
 * |⟨A x, y⟩ − ⟨x, Aᵀ y⟩| ≤ tolerance · (Σ |(A x)ᵢ yᵢ| + Σ |xᵢ (Aᵀ y)ᵢ|)
 *
 * Take normal numbers for x and y: a map that is wrong somewhere then passes with probability 0.
 *
 * @param apply - A
 * @param adjoint - what is claimed to be Aᵀ
 * @param options - `x`, of the size that A takes; `y`, of the size that it returns; `tolerance`, 1e-12 by default
 * @throws RangeError if A x is not as long as y or Aᵀ y not as long as x, or tolerance is negative
 * @example
 * const double = (v) => v.map((value) => 2 * value);
 * isAdjoint(double, double, { x: Float64Array.of(1, 2), y: Float64Array.of(3, -1) }) // true
 * @see Claerbout (2014), Geophysical Image Estimation by Example, section 2.2
 */
export function isAdjoint(
  apply: Linear,
  adjoint: Linear,
  options: { readonly x: Float64Array; readonly y: Float64Array; readonly tolerance?: number },
): boolean {
  const { x, y, tolerance = 1e-12 } = options;
  check(tolerance >= 0, () => `isAdjoint: tolerance must be >= 0, got ${tolerance}`);
  const forward = apply(x.slice());
  const back = adjoint(y.slice());
  check(forward.length === y.length, () => `isAdjoint: A x must have ${y.length} values as y, got ${forward.length}`);
  check(
    back.length === x.length,
    () => `isAdjoint: the adjoint must return ${x.length} values as x, got ${back.length}`,
  );
  let difference = 0;
  let size = 0;
  for (let i = 0; i < y.length; i++) {
    difference += forward[i] * y[i];
    size += Math.abs(forward[i] * y[i]);
  }
  for (let i = 0; i < x.length; i++) {
    difference -= x[i] * back[i];
    size += Math.abs(x[i] * back[i]);
  }
  return Math.abs(difference) <= tolerance * size; // NaN is no adjoint
}
