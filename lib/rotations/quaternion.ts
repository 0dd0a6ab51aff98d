/**
 * @file Unit quaternions (w, x, y, z) = (cos t/2, sin t/2 · axis) for a turn by t; q and −q are one rotation, and the
 * one with w ≥ 0 is canonical. Products are Hamilton's, so that they go as matrices do: R(p q) = R(p) R(q).
 * Source: Shoemake (1985), SIGGRAPH '85, 245, doi:10.1145/325334.325242.
 */

import { check, type Quaternions, type Rng, type Rotation } from "../core/index.ts";
import { uniform } from "../random/index.ts";
import { checkRotation } from "./check-rotation.ts";

/** Throws unless q is four finite numbers. */
function checkQuaternion(q: Float64Array, name: string): void {
  check(q.length === 4 && q.every(Number.isFinite), () => `${name} must be four finite numbers, got [${q}]`);
}

/**
 * Rotation matrix of a quaternion, which is divided by its norm first.
 *
 * R = (w² − v·v) 1 + 2 v vᵀ + 2 w [v]×, v = (x, y, z)
 *
 * @param q - (w, x, y, z), not all zero; q and 2q and −q give one rotation
 * @returns nine numbers, row by row
 * @throws RangeError if q is not four finite numbers, or is zero
 * @example
 * rotationFromQuaternion(Float64Array.of(0, 0, 0, 1)) // a half turn about z: diagonal −1, −1, 1
 */
export function rotationFromQuaternion(q: Float64Array): Rotation {
  checkQuaternion(q, "rotationFromQuaternion: q");
  const scale = Math.max(Math.abs(q[0]), Math.abs(q[1]), Math.abs(q[2]), Math.abs(q[3])); // no square under- or overflows
  check(scale > 0, () => "rotationFromQuaternion: q must not be zero, got [0,0,0,0]");
  const [w, x, y, z] = [q[0] / scale, q[1] / scale, q[2] / scale, q[3] / scale];
  const k = 2 / (w * w + x * x + y * y + z * z);
  return Float64Array.of(
    1 - k * (y * y + z * z),
    k * (x * y - w * z),
    k * (x * z + w * y),
    k * (x * y + w * z),
    1 - k * (x * x + z * z),
    k * (y * z - w * x),
    k * (x * z - w * y),
    k * (y * z + w * x),
    1 - k * (x * x + y * y),
  );
}

/**
 * Canonical unit quaternion of a rotation matrix.
 *
 * The squares of the components come from the diagonal, 4w² = 1 + R₀₀ + R₁₁ + R₂₂ and so on; the others follow from
 * the largest by sums and differences of mirrored entries, so that nothing is divided by a small number.
 *
 * @param R - rotation, nine numbers row by row
 * @returns (w, x, y, z) of norm 1, w ≥ 0
 * @throws RangeError if R is not a rotation
 * @example
 * quaternionFromRotation(rotationFromEuler(0, 0, 0)) // Float64Array [1, 0, 0, 0]
 * @see Shepperd (1978), J. Guidance Control 1, 223, doi:10.2514/3.55767b
 */
export function quaternionFromRotation(R: Rotation): Float64Array {
  checkRotation(R, "quaternionFromRotation: R");
  // 4 q qᵀ, row by row, in the order w, x, y, z
  const squares = [
    [1 + R[0] + R[4] + R[8], R[7] - R[5], R[2] - R[6], R[3] - R[1]],
    [R[7] - R[5], 1 + R[0] - R[4] - R[8], R[1] + R[3], R[2] + R[6]],
    [R[2] - R[6], R[1] + R[3], 1 - R[0] + R[4] - R[8], R[5] + R[7]],
    [R[3] - R[1], R[2] + R[6], R[5] + R[7], 1 - R[0] - R[4] + R[8]],
  ];
  let best = 0;
  for (let i = 1; i < 4; i++) if (squares[i][i] > squares[best][best]) best = i;
  const [w, x, y, z] = squares[best];
  const norm = (w < 0 ? -1 : 1) * Math.sqrt(w * w + x * x + y * y + z * z);
  return Float64Array.of(w / norm + 0, x / norm + 0, y / norm + 0, z / norm + 0); // + 0: −0 becomes 0
}

/**
 * Hamilton's product: the turn of q first, then that of p.
 *
 * (a, u)(b, v) = (a b − u·v, a v + b u + u × v)
 *
 * @param p - (w, x, y, z)
 * @param q - (w, x, y, z)
 * @returns p q, whose norm is the product of the norms; its w may be negative
 * @throws RangeError if p or q is not four finite numbers
 * @example
 * quaternionMultiply(Float64Array.of(0, 1, 0, 0), Float64Array.of(0, 0, 1, 0)) // i j = k: Float64Array [0, 0, 0, 1]
 */
export function quaternionMultiply(p: Float64Array, q: Float64Array): Float64Array {
  checkQuaternion(p, "quaternionMultiply: p");
  checkQuaternion(q, "quaternionMultiply: q");
  return Float64Array.of(
    p[0] * q[0] - p[1] * q[1] - p[2] * q[2] - p[3] * q[3],
    p[0] * q[1] + p[1] * q[0] + p[2] * q[3] - p[3] * q[2],
    p[0] * q[2] - p[1] * q[3] + p[2] * q[0] + p[3] * q[1],
    p[0] * q[3] + p[1] * q[2] - p[2] * q[1] + p[3] * q[0],
  );
}

/**
 * Rotations drawn uniformly from SO(3), as unit quaternions.
 *
 * With points (a, b) and (c, d) uniform in the unit disc, s = a² + b², t = c² + d²:
 * q = (a, b, c √((1 − s)/t), d √((1 − s)/t)) is uniform on the sphere in four dimensions. No sine, no logarithm: equal
 * to the bit on every machine.
 *
 * @param n - how many
 * @param rng - generator, advanced
 * @returns quaternions (w, x, y, z) with w ≥ 0, shape [n, 4]
 * @throws RangeError if n is not a whole number ≥ 0
 * @example
 * const q = randomQuaternions(1000, rng);
 * const R = rotationFromQuaternion(q.data.subarray(0, 4));
 * @see Marsaglia (1972), Ann. Math. Stat. 43, 645, doi:10.1214/aoms/1177692644
 */
export function randomQuaternions(n: number, rng: Rng): Quaternions {
  check(Number.isInteger(n) && n >= 0, () => `randomQuaternions: n must be a whole number >= 0, got ${n}`);
  const data = new Float64Array(4 * n);
  for (let i = 0; i < 4 * n; i += 4) {
    const [a, b] = pointInDisc(rng);
    const [c, d] = pointInDisc(rng);
    const r = Math.sqrt((1 - a * a - b * b) / (c * c + d * d));
    const sign = a < 0 ? -1 : 1;
    data[i] = sign * a;
    data[i + 1] = sign * b;
    data[i + 2] = sign * c * r;
    data[i + 3] = sign * d * r;
  }
  return { shape: [n, 4], data };
}

/** A point uniform in the open unit disc without its centre. */
function pointInDisc(rng: Rng): [x: number, y: number] {
  for (;;) {
    const x = 2 * uniform(rng) - 1;
    const y = 2 * uniform(rng) - 1;
    const s = x * x + y * y;
    if (s > 0 && s < 1) return [x, y];
  }
}
