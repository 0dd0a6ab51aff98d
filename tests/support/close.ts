/** @file Closeness that names the worst place: `arrays differ most at index 1: expected 2, got 2.5 (tolerance 1e-12)`. */

import { expect } from "chai";

/**
 * Fails unless two lists have one length and agree everywhere to an absolute tolerance; NaN never agrees.
 *
 * @param actual - values to judge
 * @param expected - values to meet
 * @param tolerance - largest allowed absolute difference, with its reason at the call
 */
export function expectClose(actual: ArrayLike<number>, expected: ArrayLike<number>, tolerance: number): void {
  expect(actual.length, "number of values").to.equal(expected.length);
  let worst = -1;
  let largest = tolerance;
  for (let i = 0; i < expected.length; i++) {
    const difference = Math.abs(actual[i] - expected[i]);
    if (!(difference <= largest)) {
      worst = i;
      if (Number.isNaN(difference)) break;
      largest = difference;
    }
  }
  if (worst >= 0)
    expect.fail(
      `arrays differ most at index ${worst}: expected ${expected[worst]}, got ${actual[worst]} (tolerance ${tolerance})`,
    );
}

/** Largest absolute value of a list, 0 if empty: the scale of a relative tolerance. */
export function largest(values: ArrayLike<number>): number {
  let m = 0;
  for (let i = 0; i < values.length; i++) m = Math.max(m, Math.abs(values[i]));
  return m;
}
