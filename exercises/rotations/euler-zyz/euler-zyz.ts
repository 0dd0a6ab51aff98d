import type { Rotation } from "@cryolab/lib";

/**
 * Rotation matrix of three Euler angles.
 *
 * R = Rz(rot) Ry(tilt) Rz(psi)
 *
 * @param rot - last turn, about z, radians
 * @param tilt - turn about y, radians
 * @param psi - first turn, about z, radians
 * @returns nine numbers, row by row
 */
export function rotationFromEuler(rot: number, tilt: number, psi: number): Rotation {
  // TODO: Ry(tilt) Rz(psi) by hand first, then Rz(rot) in front.
  throw new Error(`TODO: rotationFromEuler (${rot}, ${tilt}, ${psi})`);
}

/**
 * Euler angles of a rotation matrix.
 *
 * @param R - rotation, nine numbers row by row
 * @returns [rot, tilt, psi] in radians, tilt in [0, π]
 */
export function eulerFromRotation(R: Rotation): [rot: number, tilt: number, psi: number] {
  // TODO: the last column gives tilt and rot.
  throw new Error(`TODO: eulerFromRotation (${R.length} numbers)`);
}
