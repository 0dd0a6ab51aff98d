// exp by the quaternion; log by sine and cosine, the axis near π from R + Rᵀ; distance by a clamped acos.
import type { Rotation } from "@cryolab/lib";

export function expSO3(v: Float64Array): Rotation {
  const t = Math.hypot(...v);
  const f = t === 0 ? 0.5 : Math.sin(t / 2) / t;
  const [w, x, y, z] = [Math.cos(t / 2), f * v[0], f * v[1], f * v[2]];
  return Float64Array.of(
    w * w + x * x - y * y - z * z,
    2 * (x * y - w * z),
    2 * (x * z + w * y),
    2 * (x * y + w * z),
    w * w - x * x + y * y - z * z,
    2 * (y * z - w * x),
    2 * (x * z - w * y),
    2 * (y * z + w * x),
    w * w - x * x - y * y + z * z,
  );
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
  const trace = R.reduce((sum, v, i) => sum + v * S[i], 0);
  return Math.acos(Math.max(-1, Math.min(1, (trace - 1) / 2)));
}

// canary c726f9d59ddc5b8d37d597457b13125e
