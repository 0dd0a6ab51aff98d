// From the singular values of the centred samples: λ = s²/n, scores = u s.
import * as cryo from "@cryolab/lib";

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
  const mean = Float64Array.from({ length: d }, (_, j) => {
    let sum = 0;
    for (let i = 0; i < n; i++) sum += x.data[i * d + j] - x.data[j];
    return x.data[j] + sum / n;
  });
  const { u, s, v } = cryo.linalg.svd({ shape: x.shape, data: x.data.map((value, i) => value - mean[i % d]) });
  const r = s.length;
  const values = new Float64Array(k);
  const vectors = new Float64Array(k * d);
  const scores = new Float64Array(n * k);
  for (let c = 0; c < Math.min(k, r); c++) {
    const row = v.data.slice(c * d, (c + 1) * d);
    let [top, sign] = [0, 1];
    for (const value of row)
      if (Math.abs(value) > top) {
        top = Math.abs(value);
        sign = value < 0 ? -1 : 1;
      }
    vectors.set(
      row.map((value) => sign * value),
      c * d,
    );
    if (s[c] <= 1e-6 * s[0]) continue;
    values[c] = (s[c] * s[c]) / n;
    for (let i = 0; i < n; i++) scores[i * k + c] = sign * u.data[i * r + c] * s[c];
  }
  return { mean, values, vectors: { shape: [k, d], data: vectors }, scores: { shape: [n, k], data: scores } };
}

// canary 8d2cf86f82770198ee04eab448a0d8cc
