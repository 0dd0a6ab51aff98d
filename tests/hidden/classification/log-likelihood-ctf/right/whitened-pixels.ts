// Divides the residual by the noise's deviation in Fourier space, and sums the squares of its pixels.
import { fourier, type Image, type ImageSpectrum } from "@cryolab/lib";

export function logLikelihoodCtf(
  image: ImageSpectrum,
  template: ImageSpectrum,
  options: { readonly ctf: Image; readonly variance: Float64Array },
): number {
  const [n] = image.shape;
  const k = Array.from(fourier.fftfreq(n, 1 / n));
  const v = k.flatMap((ky) =>
    k.map((kx) => options.variance[Math.min(options.variance.length - 1, Math.round(Math.hypot(kx, ky)))]),
  );
  const whiten = (X: Float64Array, A: Float64Array): Float64Array =>
    X.map((value, i) => (value - options.ctf.data[i] * A[i]) / Math.sqrt(v[i]));
  const white = fourier.ifft({
    shape: [n, n] as const,
    re: whiten(image.re, template.re),
    im: whiten(image.im, template.im),
  });
  let square = 0;
  for (let i = 0; i < n * n; i++) square += white.re[i] ** 2 + white.im[i] ** 2;
  return -(square + v.reduce((sum, value) => sum + Math.log(2 * Math.PI * value), 0)) / 2;
}

// canary 839e8b7d456a5084f99df302761dcca9
