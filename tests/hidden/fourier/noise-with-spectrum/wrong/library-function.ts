// Calls the library's own function instead of writing one.
import { fourier, type RealArray, type Rng, type Shape } from "@cryolab/lib";

export type NoiseAmplitude = "gaussian" | "fixed";

export function noiseWithSpectrum<S extends Shape>(
  shape: S,
  psd: (s: number) => number,
  options: { readonly pixelSize: number; readonly amplitude?: NoiseAmplitude; readonly rng: Rng },
): RealArray<S> {
  return fourier.noiseWithSpectrum(shape, psd, options);
}

// canary 1bda15e250292c4275978cbf53990b0a
