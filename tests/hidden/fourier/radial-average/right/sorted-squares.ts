// Sorts whole squared distances into shells by a table of borders: k² + k is the last of shell k.
import type { Image, Volume } from "@cryolab/lib";

export function radialAverage(a: Image | Volume): { value: Float64Array; count: Float64Array } {
  const { shape, data } = a;
  const half = shape.map((n) => Math.floor(n / 2));
  const last = Math.floor(Math.min(...shape) / 2);
  const sums = Array.from({ length: last + 1 }, () => ({ sum: 0, n: 0 }));
  data.forEach((v, i) => {
    let squared = 0;
    let rest = i;
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      const d = (rest % shape[axis]) - half[axis];
      squared += d * d;
      rest = Math.floor(rest / shape[axis]);
    }
    let k = 0;
    while (k * k + k < squared) k++;
    if (k > last) return;
    sums[k].sum += v;
    sums[k].n++;
  });
  return {
    value: Float64Array.from(sums, ({ sum, n }) => (n === 0 ? 0 : sum / n)),
    count: Float64Array.from(sums, ({ n }) => n),
  };
}

// canary 9a442ac88f63031b3a508bcde2e86653
