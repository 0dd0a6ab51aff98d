// Both sums in units of 1/v, and the prior as a precision.
import { fourier, type Image, type ImageSpectrum } from "@cryolab/lib";

export function mStepCtf(
  images: readonly ImageSpectrum[],
  ctfs: readonly Image[],
  options: { readonly gamma: Float64Array; readonly variance: Float64Array; readonly prior: Float64Array },
): ImageSpectrum {
  const n = images[0].shape[0];
  const k = Array.from(fourier.fftfreq(n, 1 / n));
  const shells = k.flatMap((ky) => k.map((kx) => Math.round(Math.hypot(kx, ky))));
  const read = (values: Float64Array, shell: number): number =>
    values[shell < values.length ? shell : values.length - 1];
  const pairs = shells.map((shell, at) => {
    const noise = 1 / read(options.variance, shell);
    let [a, b, p] = [0, 0, 1 / read(options.prior, shell)];
    for (let i = images.length; i-- > 0; ) {
      const c = ctfs[i].data[at];
      a += options.gamma[i] * noise * c * images[i].re[at];
      b += options.gamma[i] * noise * c * images[i].im[at];
      p += options.gamma[i] * noise * c ** 2;
    }
    return p > 0 ? [a / p, b / p] : [0, 0];
  });
  return { shape: [n, n], re: Float64Array.from(pairs, (z) => z[0]), im: Float64Array.from(pairs, (z) => z[1]) };
}

// canary 4f80cf51cddc4fd9954291fbcf64552c
