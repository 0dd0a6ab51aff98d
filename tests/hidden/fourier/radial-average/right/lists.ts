// Collects the pixels of each shell in lists first.
import type { Image, Volume } from "@cryolab/lib";

export function radialAverage(a: Image | Volume): { value: Float64Array; count: Float64Array } {
  const shells: number[][] = Array.from({ length: Math.floor(Math.min(...a.shape) / 2) + 1 }, () => []);
  const visit = (axis: number, offset: number, squared: number): void => {
    if (axis === a.shape.length) {
      shells[Math.round(Math.sqrt(squared))]?.push(a.data[offset]);
      return;
    }
    const n = a.shape[axis];
    for (let i = 0; i < n; i++) visit(axis + 1, offset * n + i, squared + (i - Math.floor(n / 2)) ** 2);
  };
  visit(0, 0, 0);
  const mean = (values: number[]): number => (values.length === 0 ? 0 : values.reduce((x, y) => x + y) / values.length);
  return { value: Float64Array.from(shells, mean), count: Float64Array.from(shells, (values) => values.length) };
}

// canary e67274f0bcd0dd70c4e0c0bbdbf4ea7e
