/**
 * @file Euler angles rot, tilt, psi: R = Rz(rot) Ry(tilt) Rz(psi), active, column vectors. It is the transpose of
 * RELION's matrix of the same three numbers, which turns the frame and not the molecule.
 * Source: Heymann, Chagoyen & Belnap (2005), J. Struct. Biol. 151, 196, doi:10.1016/j.jsb.2005.06.001.
 */

import { check, type Rotation } from "../core/index.ts";
import { checkRotation } from "./check-rotation.ts";

/** Below this sine of the tilt, rot and psi turn about one axis: their sum or difference is all that counts. */
const pole = 1e-12;

/**
 * Rotation matrix of three Euler angles.
 *
 * R = Rz(rot) Ry(tilt) Rz(psi); the last column, where e_z goes, is (sin tilt cos rot, sin tilt sin rot, cos tilt)
 *
 * @param rot - first angle of the name and last turn, about z, radians
 * @param tilt - turn about y, radians
 * @param psi - first turn, about z, in the plane of the image, radians
 * @returns nine numbers, row by row
 * @throws RangeError if an angle is not finite
 * @example
 * rotationFromEuler(0, 0, 0) // Float64Array [1, 0, 0, 0, 1, 0, 0, 0, 1]
 */
export function rotationFromEuler(rot: number, tilt: number, psi: number): Rotation {
  check(
    Number.isFinite(rot) && Number.isFinite(tilt) && Number.isFinite(psi),
    () => `rotationFromEuler: angles must be finite, got (${rot}, ${tilt}, ${psi})`,
  );
  const [ca, sa] = [Math.cos(rot), Math.sin(rot)];
  const [cb, sb] = [Math.cos(tilt), Math.sin(tilt)];
  const [cc, sc] = [Math.cos(psi), Math.sin(psi)];
  const R = new Float64Array(9);
  R[0] = ca * cb * cc - sa * sc;
  R[1] = -ca * cb * sc - sa * cc;
  R[2] = ca * sb;
  R[3] = sa * cb * cc + ca * sc;
  R[4] = -sa * cb * sc + ca * cc;
  R[5] = sa * sb;
  R[6] = -sb * cc;
  R[7] = sb * sc;
  R[8] = cb;
  for (let i = 0; i < 9; i++) R[i] += 0; // −0 becomes 0
  return R;
}

/**
 * Euler angles of a rotation matrix.
 *
 * tilt = atan2(√(R₀₂² + R₁₂²), R₂₂), rot = atan2(R₁₂, R₀₂); psi is read from Rz(−rot) R = Ry(tilt) Rz(psi), whose
 * middle row is (sin psi, cos psi, 0). So psi fits the chosen rot however small the tilt is.
 *
 * Gimbal rule: at tilt 0 and π (sin tilt below 1e-12) rot is 0 and psi takes the whole turn.
 *
 * @param R - rotation, nine numbers row by row
 * @returns [rot, tilt, psi] in radians, tilt in [0, π], the others in [−π, π]
 * @throws RangeError if R is not a rotation
 * @example
 * eulerFromRotation(rotationFromEuler(0.1, 0.2, 0.3)) // [0.1, 0.2, 0.3] but for rounding
 */
export function eulerFromRotation(R: Rotation): [rot: number, tilt: number, psi: number] {
  checkRotation(R, "eulerFromRotation: R");
  const sinTilt = Math.sqrt(R[2] * R[2] + R[5] * R[5]);
  const atPole = sinTilt < pole;
  const tilt = atPole ? (R[8] > 0 ? 0 : Math.PI) : Math.atan2(sinTilt, R[8]);
  const rot = atPole ? 0 : Math.atan2(R[5], R[2]);
  const [c, s] = [Math.cos(rot), Math.sin(rot)];
  const psi = Math.atan2(c * R[3] - s * R[0], c * R[4] - s * R[1]);
  return [rot, tilt, psi];
}
