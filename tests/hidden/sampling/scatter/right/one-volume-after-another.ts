// A function that scatters any values, called twice: with the values, and with ones.
import type { Points, Volume } from "@cryolab/lib";

function scatter(values: ArrayLike<number>, points: Points, n: number): Volume {
  const data = new Map<number, number>();
  for (let i = values.length - 1; i >= 0; i--) {
    const p = Array.from(points.data.slice(3 * i, 3 * i + 3), (v) => v + Math.floor(n / 2));
    if (p.some((v) => v < 0 || v > n - 1)) continue;
    for (let corner = 0; corner < 8; corner++) {
      let [at, w] = [0, 1];
      for (const axis of [2, 1, 0]) {
        const index = (corner >> axis) & 1 ? Math.ceil(p[axis]) : Math.floor(p[axis]);
        const whole = Number.isInteger(p[axis]);
        w *= whole ? 0.5 : 1 - Math.abs(p[axis] - index); // on a voxel both ends are one
        at = at * n + index;
      }
      data.set(at, (data.get(at) ?? 0) + w * values[i]);
    }
  }
  return { shape: [n, n, n], data: Float64Array.from({ length: n ** 3 }, (_, at) => data.get(at) ?? 0) };
}

export function scatterTrilinear(values: Float64Array, points: Points, n: number): { sum: Volume; weight: Volume } {
  const ones = Array.from(values, () => 1);
  return { sum: scatter(values, points, n), weight: scatter(ones, points, n) };
}

// canary d41a128c5f421d4df1617b397112bf55
