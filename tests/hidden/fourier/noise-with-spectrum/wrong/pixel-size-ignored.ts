// Frequencies in cycles per pixel.
import { fourier, type RealArray, type Rng, random, type Shape } from "@cryolab/lib";

/** What varies from draw to draw: amplitude and phase, or the phase alone. */
export type NoiseAmplitude = "gaussian" | "fixed";

/** Real noise of a given power spectrum. */
export function noiseWithSpectrum<S extends Shape>(
  shape: S,
  psd: (s: number) => number,
  options: { readonly pixelSize: number; readonly amplitude?: NoiseAmplitude; readonly rng: Rng },
): RealArray<S> {
  const { pixelSize, amplitude = "gaussian", rng } = options;
  const N = shape.reduce((product, n) => product * n, 1);
  const white = Float64Array.from({ length: N }, () => random.normal(rng));
  const W = fourier.fftn({ shape, re: white, im: new Float64Array(N) });
  const axes = shape.map((n) => fourier.fftfreq(n, pixelSize > 0 ? 1 : 1));
  for (let i = 0; i < N; i++) {
    let square = 0;
    for (let axis = shape.length - 1, rest = i; axis >= 0; axis--) {
      const s = axes[axis][rest % shape[axis]];
      square += s * s;
      rest = Math.floor(rest / shape[axis]);
    }
    let gain = Math.sqrt(psd(Math.sqrt(square)));
    if (amplitude === "fixed") gain *= Math.sqrt(N) / Math.hypot(W.re[i], W.im[i]);
    W.re[i] *= gain;
    W.im[i] *= gain;
  }
  return { shape, data: fourier.fftn(W, { inverse: true }).re };
}

// canary 339aefcd58ca561bf4849a8c95321374
