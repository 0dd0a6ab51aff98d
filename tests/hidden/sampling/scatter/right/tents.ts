// Lists of (index, tent) for each axis, and three loops over them.
import type { Points, Volume } from "@cryolab/lib";

export function scatterTrilinear(values: Float64Array, points: Points, n: number): { sum: Volume; weight: Volume } {
  const volume = (): Volume => ({ shape: [n, n, n], data: new Float64Array(n ** 3) });
  const [sum, weight] = [volume(), volume()];
  values.forEach((value, i) => {
    const [xs, ys, zs] = [0, 1, 2].map((axis) => {
      const v = points.data[3 * i + axis] + Math.floor(n / 2);
      if (v < 0 || v > n - 1) return [];
      return [Math.floor(v), Math.floor(v) + 1].map((j) => ({ j, w: 1 - Math.abs(v - j) })).filter(({ j }) => j < n);
    });
    for (const z of zs)
      for (const y of ys)
        for (const x of xs) {
          const w = x.w * y.w * z.w;
          sum.data[(z.j * n + y.j) * n + x.j] += w * value;
          weight.data[(z.j * n + y.j) * n + x.j] += w;
        }
  });
  return { sum, weight };
}

// canary 882f9de0fb01f976308c816f1e4234fd
