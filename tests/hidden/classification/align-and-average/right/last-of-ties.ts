// Lags from the largest down, the later of two equal ones; a running mean.
import type { Matrix } from "@cryolab/lib";

export function alignAndAverage(x: Matrix, reference: Float64Array): { average: Float64Array; lags: Int32Array } {
  const [n, m] = x.shape;
  const at = (i: number, j: number): number => (j >= 0 && j < m ? x.data[i * m + j] : 0);
  const average = new Float64Array(m);
  const lags: number[] = [];
  for (let i = 0; i < n; i++) {
    let best: { q: number; sum: number } | undefined;
    for (let q = m - 1; q > -m; q--) {
      const sum = reference.reduce((s, r, a) => s + r * at(i, a + q), 0);
      if (best === undefined || sum >= best.sum) best = { q, sum };
    }
    const q = best?.q ?? 0;
    lags.push(q);
    for (let j = 0; j < m; j++) average[j] += (at(i, j + q) - average[j]) / (i + 1);
  }
  return { average, lags: Int32Array.from(lags) };
}

// canary 2cf4829404bff89bf49efb4e40cd796f
