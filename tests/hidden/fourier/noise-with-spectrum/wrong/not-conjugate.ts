// The mate is a copy, not the conjugate.
import { fourier, type RealArray, type Rng, random, type Shape } from "@cryolab/lib";

/** What varies from draw to draw: amplitude and phase, or the phase alone. */
export type NoiseAmplitude = "gaussian" | "fixed";

export function noiseWithSpectrum<S extends Shape>(
  shape: S,
  psd: (s: number) => number,
  options: { readonly pixelSize: number; readonly amplitude?: NoiseAmplitude; readonly rng: Rng },
): RealArray<S> {
  const { pixelSize, amplitude = "gaussian", rng } = options;
  const N = shape.reduce((product, n) => product * n, 1);
  const F = { shape, re: new Float64Array(N), im: new Float64Array(N) };
  for (let i = 0; i < N; i++) {
    let square = 0;
    let mate = 0;
    let stride = 1;
    for (let axis = shape.length - 1, rest = i; axis >= 0; axis--) {
      const n = shape[axis];
      const k = rest % n;
      rest = (rest - k) / n;
      square += (Math.min(k, n - k) / (n * pixelSize)) ** 2;
      mate += ((n - k) % n) * stride;
      stride *= n;
    }
    if (mate < i) continue;
    const size = Math.sqrt(N * psd(Math.sqrt(square)));
    const alone = mate === i;
    if (amplitude === "fixed") {
      const phase = 2 * Math.PI * random.uniform(rng);
      F.re[i] = alone ? (phase < Math.PI ? size : -size) : size * Math.cos(phase);
      F.im[i] = alone ? 0 : size * Math.sin(phase);
    } else {
      F.re[i] = random.normal(rng) * (alone ? size : size * Math.SQRT1_2);
      F.im[i] = alone ? 0 : random.normal(rng) * size * Math.SQRT1_2;
    }
    F.re[mate] = F.re[i];
    F.im[mate] = alone ? 0 : F.im[i];
  }
  return { shape, data: fourier.fftn(F, { inverse: true }).re };
}

// canary 575bdacc7fa7f2946429e5c059b994e4
