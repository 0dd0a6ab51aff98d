// Traces with m − 1 zeros on either side, read through a window.
import type { Matrix } from "@cryolab/lib";

export function alignAndAverage(x: Matrix, reference: Float64Array): { average: Float64Array; lags: Int32Array } {
  const [n, m] = x.shape;
  const pad = m - 1;
  const rows = Array.from({ length: n }, (_, i) => {
    const row = new Float64Array(m + 2 * pad);
    row.set(x.data.subarray(i * m, (i + 1) * m), pad);
    return row;
  });
  const lags = Int32Array.from(rows, (row) => {
    const sums = Array.from({ length: 2 * m - 1 }, (_, t) => {
      let sum = 0;
      for (let a = m - 1; a >= 0; a--) sum += row[t + a] * reference[a];
      return sum;
    });
    return sums.indexOf(Math.max(...sums)) - pad;
  });
  const average = Float64Array.from({ length: m }, (_, j) => {
    let sum = 0;
    for (let i = n - 1; i >= 0; i--) sum += rows[i][j + lags[i] + pad];
    return sum / n;
  });
  return { average, lags };
}

// canary adeca3c93eeaabd100671d9636b04154
