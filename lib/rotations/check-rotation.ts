/** @file The one border check of this room: is it a rotation? */

import { check, type Rotation } from "../core/index.ts";

/**
 * Throws unless R has nine entries, RᵀR = 1 to 1e-5 (single-precision files pass) and a positive determinant.
 *
 * @param R - matrix to judge
 * @param name - function and argument, as in `eulerFromRotation: R`
 * @throws RangeError with what is wrong
 */
export function checkRotation(R: Rotation, name: string): void {
  check(R.length === 9, () => `${name} must have 9 entries, got ${R.length}`);
  let worst = 0;
  for (let i = 0; i < 3; i++)
    for (let j = i; j < 3; j++) {
      const dot = R[i] * R[j] + R[3 + i] * R[3 + j] + R[6 + i] * R[6 + j];
      const off = Math.abs(dot - (i === j ? 1 : 0));
      if (!(off <= worst)) worst = off; // NaN stays
    }
  check(worst <= 1e-5, () => `${name} must be a rotation, got |RᵀR - 1| = ${worst}`);
  const det =
    R[0] * (R[4] * R[8] - R[5] * R[7]) - R[1] * (R[3] * R[8] - R[5] * R[6]) + R[2] * (R[3] * R[7] - R[4] * R[6]);
  check(det > 0, () => `${name} must be a rotation, got a mirror image (determinant ${det})`);
}
