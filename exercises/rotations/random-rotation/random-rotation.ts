import type { Quaternions, Rng, Rotation } from "@cryolab/lib";

/**
 * Rotations drawn uniformly, as unit quaternions.
 *
 * @param n - how many
 * @param rng - generator, advanced
 * @returns quaternions (w, x, y, z) of length 1 with w ≥ 0, shape [n, 4]
 */
export function randomQuaternions(n: number, rng: Rng): Quaternions {
  // TODO: which distribution of four independent numbers looks the same from every direction?
  throw new Error(`TODO: randomQuaternions (${n}, ${rng.state.length} words of state)`);
}

/**
 * Rotation matrix of a quaternion, which is divided by its length first.
 *
 * @param q - (w, x, y, z), not zero
 * @returns nine numbers, row by row
 */
export function rotationFromQuaternion(q: Float64Array): Rotation {
  // TODO: divide by the length, then the nine entries.
  throw new Error(`TODO: rotationFromQuaternion (${q.length} numbers)`);
}
