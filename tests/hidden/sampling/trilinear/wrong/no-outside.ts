// Does not ask whether a point is inside.
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
    const x0 = Math.floor(x);
    const y0 = Math.floor(y);
    const z0 = Math.floor(z);
    const fx = x - x0;
    const fy = y - y0;
    const fz = z - z0;
    const a = (z0 * ny + y0) * nx + x0;
    const dx = fx > 0 ? 1 : 0; // a neighbour without weight may lie outside
    const dy = fy > 0 ? nx : 0;
    const b = fz > 0 ? a + ny * nx : a;
    const a0 = data[a] * (1 - fx) + data[a + dx] * fx;
    const a1 = data[a + dy] * (1 - fx) + data[a + dy + dx] * fx;
    const b0 = data[b] * (1 - fx) + data[b + dx] * fx;
    const b1 = data[b + dy] * (1 - fx) + data[b + dy + dx] * fx;
    values[i] = (a0 * (1 - fy) + a1 * fy) * (1 - fz) + (b0 * (1 - fy) + b1 * fy) * fz;
  }
  return values;
}

// canary 5ca8353dce7be653c57fbbd9a17e2d30
