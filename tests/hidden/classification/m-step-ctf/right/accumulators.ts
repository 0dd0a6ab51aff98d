// Three accumulators, image by image; the shells come last.
import type { Image, ImageSpectrum } from "@cryolab/lib";

export function mStepCtf(
  images: readonly ImageSpectrum[],
  ctfs: readonly Image[],
  options: { readonly gamma: Float64Array; readonly variance: Float64Array; readonly prior: Float64Array },
): ImageSpectrum {
  const { gamma, variance, prior } = options;
  const [n] = images[0].shape;
  const size = n * n;
  const sums = { re: new Float64Array(size), im: new Float64Array(size), below: new Float64Array(size) };
  images.forEach((X, i) => {
    ctfs[i].data.forEach((c, k) => {
      const w = gamma[i] * c;
      sums.re[k] += w * X.re[k];
      sums.im[k] += w * X.im[k];
      sums.below[k] += w * c;
    });
  });
  for (let k = 0; k < size; k++) {
    const x = Math.min(k % n, n - (k % n));
    const row = (k - (k % n)) / n;
    const y = Math.min(row, n - row);
    const shell = Math.floor(Math.sqrt(x * x + y * y) + 0.5);
    const below =
      sums.below[k] + (variance[shell] ?? variance[variance.length - 1]) / (prior[shell] ?? prior[prior.length - 1]);
    if (below === 0) continue;
    sums.re[k] /= below;
    sums.im[k] /= below;
  }
  return { shape: [n, n], re: sums.re, im: sums.im };
}

// canary 0f708c224d0e5e27f5ae74020e6b7a6e
