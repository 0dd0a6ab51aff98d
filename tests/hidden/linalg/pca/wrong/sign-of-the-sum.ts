// Makes the sum of the entries positive.
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
  const mean = new Float64Array(d);
  x.data.forEach((v, i) => {
    mean[i % d] += v / n;
  });
  const rest = x.data.map((v, i) => v - mean[i % d]);
  const few = n < d;
  const size = Math.min(n, d);
  const products = new Float64Array(size * size);
  for (let i = 0; i < size; i++)
    for (let j = 0; j < size; j++) {
      let sum = 0;
      if (few) for (let at = 0; at < d; at++) sum += rest[i * d + at] * rest[j * d + at];
      else for (let sample = 0; sample < n; sample++) sum += rest[sample * d + i] * rest[sample * d + j];
      products[i * size + j] = sum / n;
    }
  const small = cryo.linalg.eigh({ shape: [size, size], data: products });
  const values = new Float64Array(k);
  const vectors = new Float64Array(k * d);
  const scores = new Float64Array(n * k);
  for (let c = 0; c < Math.min(k, size); c++) {
    const from = size - 1 - c; // ascending
    if (!(small.values[from] > 1e-12 * small.values[size - 1])) break;
    const w = small.vectors.data.subarray(from * size, (from + 1) * size);
    const v = few ? new Float64Array(d) : w.slice();
    if (few)
      rest.forEach((value, i) => {
        v[i % d] += w[Math.floor(i / d)] * value;
      });
    const largest = v.reduce((a, b) => a + b);
    const length = Math.sign(largest) * Math.sqrt(v.reduce((sum, value) => sum + value ** 2, 0));
    values[c] = small.values[from];
    vectors.set(
      v.map((value) => value / length),
      c * d,
    );
    rest.forEach((value, i) => {
      scores[Math.floor(i / d) * k + c] += (value * v[i % d]) / length;
    });
  }
  return { mean, values, vectors: { shape: [k, d], data: vectors }, scores: { shape: [n, k], data: scores } };
}

// canary c05b80921bdaf08cfb8547659b0b334c
