import type { Rotation } from "@cryolab/lib";

/**
 * Rotation matrix of a rotation vector.
 *
 * R = 1 + (sin t/t) [w]× + ((1 − cos t)/t²) [w]×², t = |w|
 *
 * @param w - (x, y, z), radians
 * @returns nine numbers, row by row
 */
export function expSO3(w: Float64Array): Rotation {
  // TODO: both factors as they are for t = 0, then the nine entries.
  throw new Error(`TODO: expSO3 (${w.length} numbers)`);
}

/**
 * The shortest rotation vector of a matrix.
 *
 * @param R - rotation, nine numbers row by row
 * @returns (x, y, z) of length 0 to π, radians
 */
export function logSO3(R: Rotation): Float64Array {
  // TODO: R − Rᵀ holds 2 sin t times the axis. What is left of it at t = π?
  throw new Error(`TODO: logSO3 (${R.length} numbers)`);
}

/**
 * The angle of RᵀS.
 *
 * @param R - rotation, nine numbers row by row
 * @param S - another
 * @returns radians, from 0 to π
 */
export function rotationDistance(R: Rotation, S: Rotation): number {
  // TODO: the trace of RᵀS is 1 + 2 cos t.
  throw new Error(`TODO: rotationDistance (${R.length} and ${S.length} numbers)`);
}
