// A weighted mean of X/C with weights γ C², shrunk towards 0 by the prior at the end.
import type { Image, ImageSpectrum } from "@cryolab/lib";

export function mStepCtf(
  images: readonly ImageSpectrum[],
  ctfs: readonly Image[],
  options: { readonly gamma: Float64Array; readonly variance: Float64Array; readonly prior: Float64Array },
): ImageSpectrum {
  const { gamma, variance, prior } = options;
  const n = images[0].shape[0];
  const signed = (i: number): number => (i > (n - 1) / 2 ? i - n : i);
  const re = new Float64Array(n * n);
  const im = new Float64Array(n * n);
  for (let y = 0; y < n; y++)
    for (let x = 0; x < n; x++) {
      const at = n * y + x;
      let weight = 0;
      for (const [i, X] of images.entries()) {
        const c = ctfs[i].data[at];
        const w = gamma[i] * c * c;
        if (w === 0) continue;
        weight += w;
        re[at] += ((X.re[at] / c - re[at]) * w) / weight;
        im[at] += ((X.im[at] / c - im[at]) * w) / weight;
      }
      const shell = Math.round(Math.hypot(signed(x), signed(y)));
      const v = variance[Math.min(variance.length - 1, shell)];
      const ridge = v / prior[Math.min(prior.length - 1, shell)];
      const shrink = weight > 0 ? weight / (weight + ridge) : 0;
      re[at] *= shrink;
      im[at] *= shrink;
    }
  return { shape: [n, n], re, im };
}

// canary cbf78540797c725309102082376ea69a
