// Complex noise without any symmetry, twice the power: its real part has the right one.
import { fourier, type RealArray, type Rng, random, type Shape } from "@cryolab/lib";

/** What varies from draw to draw: amplitude and phase, or the phase alone. */
export type NoiseAmplitude = "gaussian" | "fixed";

export function noiseWithSpectrum<S extends Shape>(
  shape: S,
  psd: (s: number) => number,
  options: { readonly pixelSize: number; readonly amplitude?: NoiseAmplitude; readonly rng: Rng },
): RealArray<S> {
  const { pixelSize, amplitude, rng } = options;
  const N = shape.reduce((p, n) => p * n, 1);
  const F = { shape, re: new Float64Array(N), im: new Float64Array(N) };
  const Z = { re: new Float64Array(N), im: new Float64Array(N) };
  for (let i = 0; i < N; i++) {
    Z.re[i] = random.normal(rng);
    Z.im[i] = random.normal(rng);
  }
  for (let i = 0; i < N; i++) {
    const mate = shape.reduce<{ at: number; size: number }>(
      ({ at, size }, n) => {
        const inner = size / n;
        const k = Math.floor(i / inner) % n;
        return { at: at + ((n - k) % n) * inner, size: inner };
      },
      { at: 0, size: N },
    ).at;
    let square = 0;
    let inner = N;
    for (const n of shape) {
      inner /= n;
      square += fourier.fftfreq(n, pixelSize)[Math.floor(i / inner) % n] ** 2;
    }
    // (Z(k) + Z*(−k))/2 has power 1 everywhere
    let re = (Z.re[i] + Z.re[mate]) / 2;
    let im = (Z.im[i] - Z.im[mate]) / 2;
    if (amplitude === "fixed") {
      const size = Math.sqrt(re * re + im * im);
      re /= size;
      im /= size;
    }
    const root = Math.sqrt(N * psd(Math.sqrt(square)));
    F.re[i] = root * re;
    F.im[i] = root * im;
  }
  return { shape, data: fourier.fftn(F, { inverse: true }).re };
}

// canary 99be0145667a2a5b6c4c39406cbe4590
