/**
 * @file Rotations as vectors: direction the axis, length the angle. expSO3 makes the matrix, logSO3 the shortest vector.
 * Source: Hartley et al. (2013), Int. J. Comput. Vis. 103, 267, doi:10.1007/s11263-012-0601-0.
 */

import { check, type Rotation } from "../core/index.ts";
import { checkRotation } from "./check-rotation.ts";
import { quaternionFromRotation } from "./quaternion.ts";
import { rodrigues } from "./rodrigues.ts";

/**
 * Rotation matrix of a rotation vector.
 *
 * R = 1 + (sin t/t) [w]× + ((1 − cos t)/t²) [w]×², t = |w|
 *
 * @param w - (x, y, z): the axis times the angle in radians, of any length
 * @returns nine numbers, row by row
 * @throws RangeError if w is not three finite numbers
 * @example
 * expSO3(Float64Array.of(0, 0, 0)) // Float64Array [1, 0, 0, 0, 1, 0, 0, 0, 1]
 * @see Rodrigues (1840), J. Math. Pures Appl. 5, 380
 */
export function expSO3(w: Float64Array): Rotation {
  check(w.length === 3 && w.every(Number.isFinite), () => `expSO3: w must be three finite numbers, got [${w}]`);
  const [x, y, z] = w;
  const t = Math.hypot(x, y, z);
  const half = t / 2;
  const s = t < 1e-8 ? 1 : Math.sin(t) / t; // what is dropped is t²/6 of it
  const sinc = t < 1e-8 ? 1 : Math.sin(half) / half;
  const k = (sinc * sinc) / 2; // (1 − cos t)/t² without cancellation
  return rodrigues(x, y, z, s, k);
}

/**
 * The shortest rotation vector of a matrix, the inverse of expSO3.
 *
 * w = t u, from the quaternion (cos t/2, sin t/2 · u): its vector part is never divided by a small number near t = π, and
 * near 0 it keeps all its digits
 *
 * @param R - rotation, nine numbers row by row
 * @returns (x, y, z) of length t in [0, π]; at t = π either sign would do
 * @throws RangeError if R is not a rotation
 * @example
 * logSO3(expSO3(Float64Array.of(0, 0, 1e-9)))[2] // 1e-9
 * @see Hartley et al. (2013), doi:10.1007/s11263-012-0601-0
 */
export function logSO3(R: Rotation): Float64Array {
  checkRotation(R, "logSO3: R");
  const [w, x, y, z] = quaternionFromRotation(R);
  const sine = Math.hypot(x, y, z);
  const factor = sine < 1e-300 ? 2 : (2 * Math.atan2(sine, w)) / sine; // t/sin(t/2), w ≥ 0
  return Float64Array.of(factor * x + 0, factor * y + 0, factor * z + 0);
}

/**
 * Distance of two rotations as matrices.
 *
 * ‖R − S‖ = √Σ (Rᵢⱼ − Sᵢⱼ)² = 2 √2 sin(t/2), t the angle of RᵀS
 *
 * @param R - rotation, nine numbers row by row
 * @param S - another
 * @returns from 0 to 2 √2
 * @throws RangeError if R or S is not a rotation
 * @example
 * chordalDistance(rotationFromEuler(0, 0, 0), rotationFromEuler(0, Math.PI, 0)).toFixed(6) // "2.828427"
 * @see Hartley et al. (2013), doi:10.1007/s11263-012-0601-0
 */
export function chordalDistance(R: Rotation, S: Rotation): number {
  checkRotation(R, "chordalDistance: R");
  checkRotation(S, "chordalDistance: S");
  let squares = 0;
  for (let i = 0; i < 9; i++) squares += (R[i] - S[i]) * (R[i] - S[i]);
  return Math.sqrt(squares);
}

/**
 * Rotation on the shortest way between two, at constant speed.
 *
 * slerp(t) = sin((1 − t) a)/sin a · p ± sin(t a)/sin a · q, cos a = |p·q|, the sign that of p·q
 *
 * @param p - unit quaternion (w, x, y, z) where t is 0
 * @param q - unit quaternion where t is 1; −q is the same rotation and gives the same way
 * @param t - how far, commonly from 0 to 1
 * @returns unit quaternion with w ≥ 0; of two rotations half a turn apart one of the two ways
 * @throws RangeError if p or q is not four finite numbers of length 1 (to 1e-6), or t is not finite
 * @example
 * slerp(Float64Array.of(1, 0, 0, 0), Float64Array.of(0, 0, 0, 1), 0.5)[0].toFixed(6) // "0.707107"
 * @see Shoemake (1985), SIGGRAPH '85, 245, doi:10.1145/325334.325242
 */
export function slerp(p: Float64Array, q: Float64Array, t: number): Float64Array {
  for (const [name, value] of [
    ["p", p],
    ["q", q],
  ] as const)
    check(
      value.length === 4 && Math.abs(Math.hypot(...value) - 1) <= 1e-6,
      () => `slerp: ${name} must be a unit quaternion, got [${value}]`,
    );
  check(Number.isFinite(t), () => `slerp: t must be finite, got ${t}`);
  let dot = 0;
  for (let i = 0; i < 4; i++) dot += p[i] * q[i];
  const sign = dot < 0 ? -1 : 1;
  // the angle from half chords: good where the cosine is 1 but for rounding
  let [apart, together] = [0, 0];
  for (let i = 0; i < 4; i++) {
    apart += (p[i] - sign * q[i]) * (p[i] - sign * q[i]);
    together += (p[i] + sign * q[i]) * (p[i] + sign * q[i]);
  }
  const a = 2 * Math.atan2(Math.sqrt(apart), Math.sqrt(together));
  const sine = Math.sin(a);
  const [f, g] = sine < 1e-9 ? [1 - t, t] : [Math.sin((1 - t) * a) / sine, Math.sin(t * a) / sine];
  const r = p.map((v, i) => f * v + sign * g * q[i]);
  const norm = (r[0] < 0 ? -1 : 1) * Math.hypot(...r);
  return r.map((v) => v / norm + 0);
}
