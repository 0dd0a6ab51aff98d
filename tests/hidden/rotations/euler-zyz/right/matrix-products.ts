// Three matrices and a loop for their products; the way back with a clamped arc cosine.
import type { Rotation } from "@cryolab/lib";

const rz = (t: number) => [Math.cos(t), -Math.sin(t), 0, Math.sin(t), Math.cos(t), 0, 0, 0, 1];
const ry = (t: number) => [Math.cos(t), 0, Math.sin(t), 0, 1, 0, -Math.sin(t), 0, Math.cos(t)];

function times(A: readonly number[], B: readonly number[]): number[] {
  const C: number[] = new Array(9).fill(0);
  for (let i = 0; i < 3; i++)
    for (let j = 0; j < 3; j++) for (let k = 0; k < 3; k++) C[3 * i + j] += A[3 * i + k] * B[3 * k + j];
  return C;
}

export function rotationFromEuler(rot: number, tilt: number, psi: number): Rotation {
  return Float64Array.from(times(rz(rot), times(ry(tilt), rz(psi))));
}

export function eulerFromRotation(R: Rotation): [rot: number, tilt: number, psi: number] {
  const tilt = Math.acos(Math.max(-1, Math.min(1, R[8])));
  if (Math.hypot(R[2], R[5]) > 1e-9) return [Math.atan2(R[5], R[2]), tilt, Math.atan2(R[7], -R[6])];
  // at a pole: psi is 0, rot takes the whole turn
  return [R[8] > 0 ? Math.atan2(R[3], R[0]) : Math.atan2(-R[1], R[4]), tilt, 0];
}

// canary 0e3f6fe436437c199b1ea2392238fdd7
