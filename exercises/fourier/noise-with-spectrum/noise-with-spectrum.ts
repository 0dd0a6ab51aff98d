import type { RealArray, Rng, Shape } from "@cryolab/lib";

/** What varies from draw to draw: amplitude and phase, or the phase alone. */
export type NoiseAmplitude = "gaussian" | "fixed";

/**
 * Real noise of a given power spectrum.
 *
 * E|F(k)|² = N · psd(s), s = √Σ (k/(n·pixelSize))²
 *
 * @param shape - extents of the axes
 * @param psd - power at s in 1/Å, called for s ≥ 0
 * @param options - pixelSize, Å; amplitude ("gaussian"); rng
 * @returns real samples of that shape
 */
export function noiseWithSpectrum<S extends Shape>(
  shape: S,
  psd: (s: number) => number,
  options: { readonly pixelSize: number; readonly amplitude?: NoiseAmplitude; readonly rng: Rng },
): RealArray<S> {
  // TODO: white noise in real space is Hermitian by itself. What must its spectrum be multiplied by?
  throw new Error(`TODO: noiseWithSpectrum (shape ${shape}, psd(0) = ${psd(0)}, ${options.pixelSize} Å)`);
}
