// By half angles: the quaternion of three turns, and its sums and differences on the way back.
import type { Rotation } from "@cryolab/lib";

export const rotationFromEuler = (rot: number, tilt: number, psi: number): Rotation => {
  const [sum, difference, half] = [(rot + psi) / 2, (rot - psi) / 2, tilt / 2];
  const w = Math.cos(half) * Math.cos(sum);
  const z = Math.cos(half) * Math.sin(sum);
  const x = -Math.sin(half) * Math.sin(difference);
  const y = Math.sin(half) * Math.cos(difference);
  return new Float64Array([
    w * w + x * x - y * y - z * z,
    2 * (x * y - w * z),
    2 * (x * z + w * y),
    2 * (x * y + w * z),
    w * w - x * x + y * y - z * z,
    2 * (y * z - w * x),
    2 * (x * z - w * y),
    2 * (y * z + w * x),
    w * w - x * x - y * y + z * z,
  ]);
};

export const eulerFromRotation = (R: Rotation): [rot: number, tilt: number, psi: number] => {
  const rows = [
    [1 + R[0] + R[4] + R[8], R[7] - R[5], R[2] - R[6], R[3] - R[1]],
    [R[7] - R[5], 1 + R[0] - R[4] - R[8], R[1] + R[3], R[2] + R[6]],
    [R[2] - R[6], R[1] + R[3], 1 - R[0] + R[4] - R[8], R[5] + R[7]],
    [R[3] - R[1], R[2] + R[6], R[5] + R[7], 1 - R[0] - R[4] + R[8]],
  ];
  const largest = rows.map((row, i) => row[i]).reduce((best, v, i, all) => (v > all[best] ? i : best), 0);
  const [w, x, y, z] = rows[largest];
  const sum = 2 * Math.atan2(z, w);
  const difference = 2 * Math.atan2(-x, y);
  return [(sum + difference) / 2, 2 * Math.atan2(Math.hypot(x, y), Math.hypot(w, z)), (sum - difference) / 2];
};

// canary 63ed8845e6455ade8cf6e74f0e720bae
