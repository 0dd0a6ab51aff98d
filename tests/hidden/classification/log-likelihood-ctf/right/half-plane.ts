// A half plane whose columns count once or twice.
import { fourier, type Image, type ImageSpectrum } from "@cryolab/lib";

export function logLikelihoodCtf(
  image: ImageSpectrum,
  template: ImageSpectrum,
  options: { readonly ctf: Image; readonly variance: Float64Array },
): number {
  const n = image.shape[0];
  const weights = fourier.hermitianWeights(n);
  const rows = fourier.fftfreq(n, 1 / n);
  const { ctf, variance } = options;
  let total = 0;
  for (let x = 0; x < weights.length; x++) {
    let column = 0;
    for (let y = 0; y < n; y++) {
      const at = x + y * n;
      const shell = Math.min(Math.round(Math.hypot(x, rows[y])), variance.length - 1);
      const c = ctf.data[at];
      const square = (image.re[at] - c * template.re[at]) ** 2 + (image.im[at] - c * template.im[at]) ** 2;
      column += square / variance[shell] / n ** 2 + Math.log(variance[shell]);
    }
    total += weights[x] * column;
  }
  return -0.5 * (total + n * n * Math.log(2 * Math.PI));
}

// canary 45347cad3f93feaad5789b0c682a9284
