// Component after component by power iteration on what is left of the samples; no matrix is made.
import type * as cryo from "@cryolab/lib";

export function pca(
  x: cryo.Matrix,
  k: number,
): {
  mean: Float64Array;
  values: Float64Array;
  vectors: cryo.Matrix;
  scores: cryo.Matrix;
} {
  const [n, d] = x.shape;
  const sums = new Float64Array(d);
  for (let i = 0; i < n; i++) for (let j = 0; j < d; j++) sums[j] += x.data[i * d + j];
  const mean = sums.map((sum) => sum / n);
  const centred = Array.from({ length: n }, (_, i) => x.data.slice(i * d, (i + 1) * d).map((v, j) => v - mean[j]));
  const left = centred.map((row) => row.slice());
  const dot = (a: Float64Array, b: Float64Array) => a.reduce((sum, v, j) => sum + v * b[j], 0);
  const rows: Float64Array[] = [];
  const values = new Float64Array(k);
  const scores = new Float64Array(n * k);
  for (let c = 0; c < k; c++) {
    const start = left.reduce((a, b) => (dot(b, b) > dot(a, a) ? b : a));
    const size = Math.sqrt(dot(start, start));
    const none = c === 0 ? size === 0 : size * size <= 1e-11 * n * values[0];
    let v = start.map((value) => (size === 0 ? 0 : value / size));
    for (let step = 0; step < 400 && !none; step++) {
      const next = new Float64Array(d);
      for (const row of left) {
        const along = dot(row, v);
        for (let j = 0; j < d; j++) next[j] += along * row[j];
      }
      const length = Math.sqrt(dot(next, next));
      v = next.map((value) => value / length);
    }
    const extreme = v.reduce((a, b) => (Math.abs(b) > Math.abs(a) ? b : a));
    if (extreme < 0) v = v.map((value) => -value);
    rows.push(v);
    if (none) continue;
    left.forEach((row, i) => {
      const score = dot(centred[i], v);
      scores[i * k + c] = score;
      values[c] += (score * score) / n;
      for (let j = 0; j < d; j++) row[j] -= score * v[j];
    });
  }
  const data = Float64Array.from(rows.flatMap((row) => [...row]));
  return { mean, values, vectors: { shape: [k, d], data }, scores: { shape: [n, k], data: scores } };
}

// canary a7422f7e0ff25fb6213e3167c355b00e
