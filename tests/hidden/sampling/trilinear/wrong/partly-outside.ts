// Voxels outside count 0 one by one: a point a little outside reads a fading value.
import type { Points, Volume } from "@cryolab/lib";

export function trilinear(volume: Volume, points: Points): Float64Array {
  const { data } = volume;
  const [nz, ny, nx] = volume.shape;
  const [cz, cy, cx] = [Math.floor(nz / 2), Math.floor(ny / 2), Math.floor(nx / 2)];
  const p = points.data;
  const values = new Float64Array(points.shape[0]);
  for (let i = 0; i < values.length; i++) {
    const x = p[3 * i] + cx;
    const y = p[3 * i + 1] + cy;
    const z = p[3 * i + 2] + cz;
    let sum = 0;
    for (let k = Math.floor(z); k <= Math.floor(z) + 1; k++)
      for (let j = Math.floor(y); j <= Math.floor(y) + 1; j++)
        for (let l = Math.floor(x); l <= Math.floor(x) + 1; l++)
          if (k >= 0 && k < nz && j >= 0 && j < ny && l >= 0 && l < nx)
            sum += data[(k * ny + j) * nx + l] * (1 - Math.abs(x - l)) * (1 - Math.abs(y - j)) * (1 - Math.abs(z - k));
    values[i] = sum;
  }
  return values;
}

// canary 3309244922b9b07c84be74fd2781c9c2
