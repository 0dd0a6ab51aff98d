// = in place of +=: the last sample wins.
import type { Points, Volume } from "@cryolab/lib";

export function scatterTrilinear(values: Float64Array, points: Points, n: number): { sum: Volume; weight: Volume } {
  const c = Math.floor(n / 2);
  const sum = new Float64Array(n * n * n);
  const weight = new Float64Array(n * n * n);
  const p = points.data;
  for (let i = 0; i < values.length; i++) {
    const x = p[3 * i] + c;
    const y = p[3 * i + 1] + c;
    const z = p[3 * i + 2] + c;
    if (!(x >= 0 && x <= n - 1 && y >= 0 && y <= n - 1 && z >= 0 && z <= n - 1)) continue;
    const x0 = Math.floor(x);
    const y0 = Math.floor(y);
    const z0 = Math.floor(z);
    for (let corner = 0; corner < 8; corner++) {
      const [dx, dy, dz] = [corner & 1, (corner >> 1) & 1, corner >> 2];
      const wx = dx === 0 ? 1 - (x - x0) : x - x0;
      const wy = dy === 0 ? 1 - (y - y0) : y - y0;
      const wz = dz === 0 ? 1 - (z - z0) : z - z0;
      const w = wx * wy * wz;
      if (w === 0) continue; // also keeps the last voxel from writing beyond it
      const at = ((z0 + dz) * n + y0 + dy) * n + x0 + dx;
      sum[at] = w * values[i];
      weight[at] = w;
    }
  }
  return { sum: { shape: [n, n, n], data: sum }, weight: { shape: [n, n, n], data: weight } };
}

// canary bd3ed5be24178b38944ba3c746a25272
