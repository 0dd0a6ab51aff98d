// With crossCorrelate; rows are moved by a slice and set.
import { fourier, type Matrix } from "@cryolab/lib";

export function alignAndAverage(x: Matrix, reference: Float64Array): { average: Float64Array; lags: Int32Array } {
  const [n, m] = x.shape;
  const total = new Float64Array(m);
  const lags = new Int32Array(n);
  for (let i = 0; i < n; i++) {
    const row = x.data.subarray(i * m, i * m + m);
    const { lags: all, c } = fourier.crossCorrelate(row, reference);
    const q = all[c.indexOf(c.reduce((a, b) => Math.max(a, b)))];
    lags[i] = q;
    const moved = new Float64Array(m);
    if (q >= 0) moved.set(row.subarray(q));
    else moved.set(row.subarray(0, m + q), -q);
    for (let j = 0; j < m; j++) total[j] += moved[j];
  }
  for (let j = 0; j < m; j++) total[j] /= n;
  return { average: total, lags };
}

// canary 5e5a38d90b742e1763e1473f8b9485ef
