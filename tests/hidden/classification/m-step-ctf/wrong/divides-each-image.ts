// Averages X/C.
import type { Image, ImageSpectrum } from "@cryolab/lib";

export function mStepCtf(
  images: readonly ImageSpectrum[],
  ctfs: readonly Image[],
  options: { readonly gamma: Float64Array; readonly variance: Float64Array; readonly prior: Float64Array },
): ImageSpectrum {
  const { gamma, variance, prior } = options;
  const n = images[0].shape[0];
  const re = new Float64Array(n * n);
  const im = new Float64Array(n * n);
  for (let y = 0; y < n; y++)
    for (let x = 0; x < n; x++) {
      const k = y * n + x;
      const ky = 2 * y < n ? y : y - n;
      const kx = 2 * x < n ? x : x - n;
      const shell = Math.round(Math.sqrt(kx * kx + ky * ky));
      const v = variance[Math.min(shell, variance.length - 1)];
      const tau2 = prior[Math.min(shell, prior.length - 1)];
      let below = v / tau2;
      for (let i = 0; i < images.length; i++) {
        const c = ctfs[i].data[k];
        re[k] += c === 0 ? 0 : (gamma[i] * images[i].re[k]) / c;
        im[k] += c === 0 ? 0 : (gamma[i] * images[i].im[k]) / c;
        below += gamma[i];
      }
      re[k] = below > 0 ? re[k] / below : 0;
      im[k] = below > 0 ? im[k] / below : 0;
    }
  return { shape: [n, n], re, im };
}

// canary 5e8c9e9a2b7ca5a004d88ac5e470edfc
