// Divides every sample by the number of traces that reach it.
import type { Matrix } from "@cryolab/lib";

export function alignAndAverage(x: Matrix, reference: Float64Array): { average: Float64Array; lags: Int32Array } {
  const [n, m] = x.shape;
  const average = new Float64Array(m);
  const reach = new Float64Array(m);
  const lags = new Int32Array(n);
  for (let i = 0; i < n; i++) {
    const trace = x.data.slice(i * m, (i + 1) * m);
    let best = -Infinity;
    for (let q = -(m - 1); q <= m - 1; q++) {
      let sum = 0;
      for (let j = Math.max(0, q); j < Math.min(m, m + q); j++) sum += trace[j] * reference[j - q];
      if (sum > best) {
        best = sum;
        lags[i] = q;
      }
    }
    const lag = lags[i];
    for (let j = 0; j < m; j++) {
      const value = j + lag >= 0 && j + lag < m ? trace[j + lag] : 0;
      average[j] += value;
      if (j + lag >= 0 && j + lag < m) reach[j]++;
    }
  }
  return { average: average.map((v, j) => (reach[j] > 0 ? v / reach[j] : 0)), lags };
}

// canary 2db3a625ce81b7a569aff42104fa6cf0
