// Eight corners in one loop over bits, indices held inside.
import type { Points, Volume } from "@cryolab/lib";

export function trilinear({ shape: [nz, ny, nx], data }: Volume, points: Points): Float64Array {
  const extents = [nx, ny, nz];
  return new Float64Array(points.shape[0]).map((_, i) => {
    const index = extents.map((n, axis) => points.data[3 * i + axis] + Math.floor(n / 2));
    if (index.some((v, axis) => v < 0 || v > extents[axis] - 1)) return 0;
    let sum = 0;
    for (let corner = 0; corner < 8; corner++) {
      let weight = 1;
      const at = index.map((v, axis) => {
        const up = (corner >> axis) & 1;
        const low = Math.floor(v);
        weight *= up ? v - low : 1 - (v - low);
        return Math.min(low + up, extents[axis] - 1);
      });
      sum += weight * data[(at[2] * ny + at[1]) * nx + at[0]];
    }
    return sum;
  });
}

// canary 7b6f09c8a6d77e8cf6a6df2d2e9c9e8b
