// Always the d × d covariance; scores by a product of matrices.
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
  for (let j = 0; j < d; j++) {
    for (let i = 0; i < n; i++) mean[j] += x.data[i * d + j];
    mean[j] /= n;
  }
  const centred = { shape: x.shape, data: x.data.map((v, i) => v - mean[i % d]) };
  const flipped = {
    shape: [d, n] as const,
    data: Float64Array.from({ length: n * d }, (_, i) => centred.data[(i % n) * d + Math.floor(i / n)]),
  };
  const C = cryo.linalg.matmul(flipped, centred);
  const symmetric = C.data.map((v, i) => (v + C.data[(i % d) * d + Math.floor(i / d)]) / (2 * n));
  const { values: ascending, vectors: rows } = cryo.linalg.eigh({ shape: [d, d], data: symmetric });
  const order = [...ascending.keys()].reverse().slice(0, k);
  const columns = new Float64Array(d * k);
  const vectors = new Float64Array(k * d);
  order.forEach((row, c) => {
    const v = rows.data.subarray(row * d, row * d + d);
    const extremes = [Math.max(...v), Math.min(...v)];
    const sign = extremes[0] >= -extremes[1] ? 1 : -1;
    v.forEach((value, j) => {
      vectors[c * d + j] = sign * value;
      columns[j * k + c] = sign * value;
    });
  });
  const scores = cryo.linalg.matmul(centred, { shape: [d, k], data: columns });
  const top = ascending[d - 1];
  const alive = order.map((row) => ascending[row] > 1e-12 * top);
  return {
    mean,
    values: Float64Array.from(order, (row, c) => (alive[c] ? ascending[row] : 0)),
    vectors: { shape: [k, d], data: vectors },
    scores: { shape: [n, k], data: scores.data.map((v, i) => (alive[i % k] ? v : 0)) },
  };
}

// canary 1453778ef604368da9d707f18183177d
