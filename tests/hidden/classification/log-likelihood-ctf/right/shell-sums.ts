// Sums of squares and counts for each shell first.
import type { Image, ImageSpectrum } from "@cryolab/lib";

export function logLikelihoodCtf(
  image: ImageSpectrum,
  template: ImageSpectrum,
  options: { readonly ctf: Image; readonly variance: Float64Array },
): number {
  const { ctf, variance } = options;
  const n = image.shape[0];
  const size = n * n;
  const squares = new Float64Array(variance.length);
  const counts = new Float64Array(variance.length);
  for (let i = size - 1; i >= 0; i--) {
    const x = Math.min(i % n, n - (i % n));
    const row = (i - (i % n)) / n;
    const y = Math.min(row, n - row);
    const k = Math.min(variance.length - 1, Math.floor(Math.sqrt(x * x + y * y) + 0.5));
    counts[k]++;
    squares[k] += (image.re[i] - ctf.data[i] * template.re[i]) ** 2;
    squares[k] += (image.im[i] - ctf.data[i] * template.im[i]) ** 2;
  }
  return variance.reduce(
    (sum, v, k) => sum - squares[k] / (2 * size * v) - (counts[k] / 2) * Math.log(2 * Math.PI * v),
    0,
  );
}

// canary b11f1502459a842684f467d8ab897dd9
