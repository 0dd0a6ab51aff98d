// Counts shells from the middle of the array.
import type { Image, ImageSpectrum } from "@cryolab/lib";

export function logLikelihoodCtf(
  image: ImageSpectrum,
  template: ImageSpectrum,
  options: { readonly ctf: Image; readonly variance: Float64Array },
): number {
  const { ctf, variance } = options;
  const n = image.shape[0];
  const last = variance.length - 1;
  let sum = 0;
  for (let y = 0; y < n; y++)
    for (let x = 0; x < n; x++) {
      const i = y * n + x;
      const ky = y - Math.floor(n / 2);
      const kx = x - Math.floor(n / 2);
      const v = variance[Math.min(last, Math.round(Math.sqrt(kx * kx + ky * ky)))];
      const re = image.re[i] - ctf.data[i] * template.re[i];
      const im = image.im[i] - ctf.data[i] * template.im[i];
      sum += (re * re + im * im) / (n * n * v) + Math.log(2 * Math.PI * v);
    }
  return -sum / 2;
}

// canary a657fc3a2e140386e00dd00fd225c5d3
