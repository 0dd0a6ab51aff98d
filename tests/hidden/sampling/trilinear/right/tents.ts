// Tents about the voxels near the point, from ceil(x) − 1 to floor(x) + 1.
import type { Points, Volume } from "@cryolab/lib";

export function trilinear(volume: Volume, points: Points): Float64Array {
  const [nz, ny, nx] = volume.shape;
  const result = new Float64Array(points.shape[0]);
  for (let i = 0; i < result.length; i++) {
    const weights = [nx, ny, nz].map((n, axis) => {
      const v = points.data[3 * i + axis] + Math.floor(n / 2);
      const list: [index: number, weight: number][] = [];
      if (v < 0 || v > n - 1) return list; // nothing to weigh: the sum is 0
      for (let j = Math.ceil(v) - 1; j <= Math.floor(v) + 1; j++)
        if (j >= 0 && j < n && Math.abs(v - j) < 1) list.push([j, 1 - Math.abs(v - j)]);
      return list;
    });
    for (const [z, wz] of weights[2])
      for (const [y, wy] of weights[1])
        for (const [x, wx] of weights[0]) result[i] += wz * wy * wx * volume.data[(z * ny + y) * nx + x];
  }
  return result;
}

// canary 83ccdc0eaeab5e73dcde5c1bce98d801
