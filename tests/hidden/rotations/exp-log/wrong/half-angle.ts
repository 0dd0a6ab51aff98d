// Half of the angle, as in a quaternion.
import type { Rotation } from "@cryolab/lib";

export function expSO3(w: Float64Array): Rotation {
  const [x, y, z] = w;
  const t = Math.hypot(x, y, z);
  const s = t < 1e-8 ? 1 : Math.sin(t) / t;
  const h = t < 1e-8 ? 1 : Math.sin(t / 2) / (t / 2);
  const k = (h * h) / 2; // (1 − cos t)/t² without cancellation
  return Float64Array.of(
    1 - k * (y * y + z * z),
    k * x * y - s * z,
    k * x * z + s * y,
    k * x * y + s * z,
    1 - k * (x * x + z * z),
    k * y * z - s * x,
    k * x * z - s * y,
    k * y * z + s * x,
    1 - k * (x * x + y * y),
  );
}

export function logSO3(R: Rotation): Float64Array {
  // rows of 4 q qᵀ, q = (w, x, y, z): the one of the largest component divides by no small number
  const rows = [
    [1 + R[0] + R[4] + R[8], R[7] - R[5], R[2] - R[6], R[3] - R[1]],
    [R[7] - R[5], 1 + R[0] - R[4] - R[8], R[1] + R[3], R[2] + R[6]],
    [R[2] - R[6], R[1] + R[3], 1 - R[0] + R[4] - R[8], R[5] + R[7]],
    [R[3] - R[1], R[2] + R[6], R[5] + R[7], 1 - R[0] - R[4] + R[8]],
  ];
  let best = 0;
  for (let i = 1; i < 4; i++) if (rows[i][i] > rows[best][best]) best = i;
  const sign = rows[best][0] < 0 ? -1 : 1;
  const [w, x, y, z] = rows[best].map((v) => sign * v);
  const sine = Math.hypot(x, y, z);
  const factor = sine === 0 ? 0 : (2 * Math.atan2(sine, w)) / sine;
  return Float64Array.of(factor * x, factor * y, factor * z);
}

export function rotationDistance(R: Rotation, S: Rotation): number {
  const D = (i: number, j: number): number => R[i] * S[j] + R[3 + i] * S[3 + j] + R[6 + i] * S[6 + j];
  const sine = Math.hypot(D(2, 1) - D(1, 2), D(0, 2) - D(2, 0), D(1, 0) - D(0, 1)) / 2;
  const cosine = (D(0, 0) + D(1, 1) + D(2, 2) - 1) / 2;
  return Math.atan2(sine, cosine) / 2;
}

// canary c683850192f227b542154597ffac68e3
