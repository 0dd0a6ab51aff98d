// The distance is the length of log RᵀS; exp by products of matrices.
import type { Rotation } from "@cryolab/lib";

const times = (A: ArrayLike<number>, B: ArrayLike<number>) =>
  Array.from({ length: 9 }, (_, i) => {
    const [row, column] = [3 * Math.floor(i / 3), i % 3];
    return A[row] * B[column] + A[row + 1] * B[column + 3] + A[row + 2] * B[column + 6];
  });

export function expSO3([x, y, z]: Float64Array): Rotation {
  const t = Math.sqrt(x * x + y * y + z * z);
  const cross = [0, -z, y, z, 0, -x, -y, x, 0];
  const square = times(cross, cross);
  const a = t < 1e-4 ? 1 - (t * t) / 6 : Math.sin(t) / t;
  const b = t < 1e-4 ? 0.5 - (t * t) / 24 : (1 - Math.cos(t)) / (t * t);
  return Float64Array.from(cross, (v, i) => (i % 4 === 0 ? 1 : 0) + a * v + b * square[i]);
}

export function logSO3(R: Rotation): Float64Array {
  const a = [R[7] - R[5], R[2] - R[6], R[3] - R[1]].map((v) => v / 2); // sin t times the axis
  const cosine = (R[0] + R[4] + R[8] - 1) / 2;
  const sine = Math.hypot(...a);
  const t = Math.atan2(sine, cosine);
  if (cosine > -0.9) return Float64Array.from(a, (v) => (sine === 0 ? 0 : (v * t) / sine));
  // near a half turn the longest column of R + Rᵀ − 2 cos t lies along the axis
  const columns = [0, 1, 2].map((j) => [0, 1, 2].map((i) => R[3 * i + j] + R[3 * j + i] - (i === j ? 2 * cosine : 0)));
  const longest = columns.reduce((best, c) => (size(c) > size(best) ? c : best));
  const sign = longest.reduce((dot, v, i) => dot + v * a[i], 0) < 0 ? -1 : 1;
  return Float64Array.from(longest, (v) => (sign * t * v) / size(longest));
}

const size = (v: readonly number[]): number => Math.hypot(v[0], v[1], v[2]);

export function rotationDistance(R: Rotation, S: Rotation): number {
  const transposed = [0, 3, 6, 1, 4, 7, 2, 5, 8].map((i) => R[i]);
  return Math.hypot(...logSO3(Float64Array.from(times(transposed, S))));
}

// canary 7790ac22904d500f6dab9ec9c948b6ac
