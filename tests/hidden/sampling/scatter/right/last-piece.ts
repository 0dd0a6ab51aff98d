// The last voxel is the upper end of the last piece, so that no weight has to be skipped; z outermost, in place.
import type { Points, Volume } from "@cryolab/lib";

export const scatterTrilinear = (values: Float64Array, points: Points, n: number): { sum: Volume; weight: Volume } => {
  const half = n >> 1;
  const sum = new Float64Array(n * n * n);
  const weight = new Float64Array(n * n * n);
  const give = (at: number, w: number, v: number): void => {
    sum[at] += w * v;
    weight[at] += w;
  };
  for (let i = 0; i < values.length; i++) {
    const [x, y, z] = [points.data[3 * i] + half, points.data[3 * i + 1] + half, points.data[3 * i + 2] + half];
    if (Math.min(x, y, z) < 0 || Math.max(x, y, z) > n - 1) continue;
    if (n === 1) {
      give(0, 1, values[i]);
      continue;
    }
    const [a, b, c] = [x, y, z].map((v) => Math.min(n - 2, Math.floor(v)));
    const [u, v, w] = [x - a, y - b, z - c];
    for (const [k, wz] of [
      [c, 1 - w],
      [c + 1, w],
    ] as const)
      for (const [j, wy] of [
        [b, 1 - v],
        [b + 1, v],
      ] as const) {
        give((k * n + j) * n + a, wz * wy * (1 - u), values[i]);
        give((k * n + j) * n + a + 1, wz * wy * u, values[i]);
      }
  }
  return { sum: { shape: [n, n, n], data: sum }, weight: { shape: [n, n, n], data: weight } };
};

// canary 1fbdb371429472d2c45ccaaa49a4b85e
