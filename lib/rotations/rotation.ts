/** @file Rotations by axis and angle, and the angle between two rotations. Active, column vectors (x, y, z). */

import { check, type Rotation } from "../core/index.ts";
import { checkRotation } from "./check-rotation.ts";
import { rodrigues } from "./rodrigues.ts";

/**
 * Rotation matrix of a turn about an axis, by Rodrigues' formula.
 *
 * R = 1 + sin t [u]× + (1 − cos t) [u]×², u = axis/|axis|; a positive angle turns counter-clockwise seen from the tip of u
 *
 * @param axis - (x, y, z) of any length but 0
 * @param angle - t, radians
 * @returns nine numbers, row by row
 * @throws RangeError if the axis is not three finite numbers, is zero, or the angle is not finite
 * @example
 * rotationFromAxisAngle(Float64Array.of(0, 0, 2), Math.PI / 2) // e_x goes to e_y
 */
export function rotationFromAxisAngle(axis: Float64Array, angle: number): Rotation {
  check(
    axis.length === 3 && axis.every(Number.isFinite),
    () => `rotationFromAxisAngle: axis must be three finite numbers, got [${axis}]`,
  );
  check(Number.isFinite(angle), () => `rotationFromAxisAngle: angle must be finite, got ${angle}`);
  const scale = Math.max(Math.abs(axis[0]), Math.abs(axis[1]), Math.abs(axis[2])); // no square under- or overflows
  check(scale > 0, () => "rotationFromAxisAngle: axis must not be zero, got [0,0,0]");
  let [x, y, z] = [axis[0] / scale, axis[1] / scale, axis[2] / scale];
  const length = Math.sqrt(x * x + y * y + z * z);
  x /= length;
  y /= length;
  z /= length;
  const s = Math.sin(angle);
  const half = Math.sin(angle / 2);
  const k = 2 * half * half; // 1 − cos t without cancellation
  return rodrigues(x, y, z, s, k);
}

/**
 * The angle of the turn between two rotations: that of D = RᵀS.
 *
 * t = atan2(|a|/2, (tr D − 1)/2), a the three differences of mirrored entries of D: sin t and cos t together are good
 * near 0 and near π, where the arc cosine of the trace alone loses half of the digits.
 *
 * @param R - rotation, nine numbers row by row
 * @param S - another
 * @returns radians in [0, π]; 0 exactly if R and S are equal
 * @throws RangeError if R or S is not a rotation
 * @example
 * rotationDistance(rotationFromEuler(0, 0, 0), rotationFromEuler(0, 0, 1)) // 1 but for rounding
 * @see Hartley et al. (2013), Int. J. Comput. Vis. 103, 267, doi:10.1007/s11263-012-0601-0
 */
export function rotationDistance(R: Rotation, S: Rotation): number {
  checkRotation(R, "rotationDistance: R");
  checkRotation(S, "rotationDistance: S");
  const dot = (i: number, j: number): number => R[i] * S[j] + R[3 + i] * S[3 + j] + R[6 + i] * S[6 + j];
  const a = dot(2, 1) - dot(1, 2);
  const b = dot(0, 2) - dot(2, 0);
  const c = dot(1, 0) - dot(0, 1);
  return Math.atan2(Math.sqrt(a * a + b * b + c * c) / 2, (dot(0, 0) + dot(1, 1) + dot(2, 2) - 1) / 2);
}
