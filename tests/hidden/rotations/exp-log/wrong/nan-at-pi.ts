// The axis from R − Rᵀ alone: at a half turn there is none.
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
  const t = Math.acos(Math.max(-1, Math.min(1, (R[0] + R[4] + R[8] - 1) / 2)));
  const k = t < 1e-6 ? 0.5 : t / (2 * Math.sin(t));
  return Float64Array.of(k * (R[7] - R[5]), k * (R[2] - R[6]), k * (R[3] - R[1]));
}

export function rotationDistance(R: Rotation, S: Rotation): number {
  const D = (i: number, j: number): number => R[i] * S[j] + R[3 + i] * S[3 + j] + R[6 + i] * S[6 + j];
  const sine = Math.hypot(D(2, 1) - D(1, 2), D(0, 2) - D(2, 0), D(1, 0) - D(0, 1)) / 2;
  const cosine = (D(0, 0) + D(1, 1) + D(2, 2) - 1) / 2;
  return Math.atan2(sine, cosine);
}

// canary 747b305b8b7c81f635ff29da07cbd714
