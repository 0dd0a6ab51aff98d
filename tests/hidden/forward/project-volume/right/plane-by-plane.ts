// One call of trilinear a plane z, its image added to the others.
import { type Image, type Rotation, sampling, type Volume } from "@cryolab/lib";

export const projectVolume = (volume: Volume, R: Rotation): Image => {
  const n = volume.shape[2];
  const origin = Math.floor(n / 2);
  const exact = (v: number) => Math.round(v * 1e10) / 1e10;
  let sum = new Float64Array(n * n);
  for (let z = -origin; z + origin < n; z++) {
    const rows = Array.from({ length: n * n }, (_, i) => {
      const v = [(i % n) - origin, Math.floor(i / n) - origin, z];
      return [0, 1, 2].map((row) => exact(R[3 * row] * v[0] + R[3 * row + 1] * v[1] + R[3 * row + 2] * v[2]));
    });
    const plane = sampling.trilinear(volume, { shape: [n * n, 3], data: Float64Array.from(rows.flat()) });
    sum = sum.map((v, i) => v + plane[i]);
  }
  return { shape: [n, n], data: sum };
};

// canary 3c845822751b38d319667d846c9f4215
