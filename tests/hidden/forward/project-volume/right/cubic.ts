// Catmull-Rom in all three directions: better than trilinear.
import type { Image, Rotation, Volume } from "@cryolab/lib";

/** Four weights of Keys' cubic for the fraction u. */
const keys = (u: number) => [
  u * (-0.5 + u * (1 - 0.5 * u)),
  1 + u * u * (1.5 * u - 2.5),
  u * (0.5 + u * (2 - 1.5 * u)),
  u * u * (0.5 * u - 0.5),
];

export function projectVolume(volume: Volume, R: Rotation): Image {
  const n = volume.shape[0];
  const c = Math.floor(n / 2);
  const data = new Float64Array(n * n);
  const voxel = (x: number, y: number, z: number) =>
    x < 0 || y < 0 || z < 0 || x >= n || y >= n || z >= n ? 0 : volume.data[(z * n + y) * n + x];
  for (let y = -c; y < n - c; y++)
    for (let x = -c; x < n - c; x++)
      for (let z = -c; z < n - c; z++) {
        const [u, v, w] = [0, 3, 6].map((i) => R[i] * x + R[i + 1] * y + R[i + 2] * z + c);
        if (Math.min(u, v, w) < -1e-9 || Math.max(u, v, w) > n - 1 + 1e-9) continue;
        const [i, j, k] = [u, v, w].map(Math.floor);
        const [wu, wv, ww] = [keys(u - i), keys(v - j), keys(w - k)];
        let value = 0;
        for (let a = 0; a < 4; a++)
          for (let b = 0; b < 4; b++)
            for (let d = 0; d < 4; d++) value += ww[a] * wv[b] * wu[d] * voxel(i + d - 1, j + b - 1, k + a - 1);
        data[(y + c) * n + x + c] += value;
      }
  return { shape: [n, n], data };
}

// canary 6b5c88e42980947a45b79bc7ac757a3c
