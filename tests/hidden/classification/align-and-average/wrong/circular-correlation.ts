// The correlation is circular.
import type { Matrix } from "@cryolab/lib";

export function alignAndAverage(x: Matrix, reference: Float64Array): { average: Float64Array; lags: Int32Array } {
  const [n, m] = x.shape;
  const average = new Float64Array(m);
  const lags = new Int32Array(n);
  for (let i = 0; i < n; i++) {
    const trace = x.data.slice(i * m, (i + 1) * m);
    let best = -Infinity;
    for (let q = -(m - 1); q <= m - 1; q++) {
      let sum = 0;
      for (let j = 0; j < m; j++) sum += trace[j] * reference[(((j - q) % m) + m) % m];
      if (sum > best) {
        best = sum;
        lags[i] = q;
      }
    }
    const lag = lags[i];
    for (let j = 0; j < m; j++) {
      const value = j + lag >= 0 && j + lag < m ? trace[j + lag] : 0;
      average[j] += value / n;
    }
  }
  return { average, lags };
}

// canary d715e5b7c4f0d929ecffd4b8c2890374
