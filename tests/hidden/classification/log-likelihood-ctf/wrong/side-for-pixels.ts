// Divides by n, not by n².
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
      const ky = 2 * y < n ? y : y - n;
      const kx = 2 * x < n ? x : x - n;
      const v = variance[Math.min(last, Math.round(Math.sqrt(kx * kx + ky * ky)))];
      const re = image.re[i] - ctf.data[i] * template.re[i];
      const im = image.im[i] - ctf.data[i] * template.im[i];
      sum += (re * re + im * im) / (n * v) + Math.log(2 * Math.PI * v);
    }
  return -sum / 2;
}

// canary aee4eb12d6f9b85b1b55c6a69dd8be73
