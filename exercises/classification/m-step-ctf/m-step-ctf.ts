import type { Image, ImageSpectrum } from "@cryolab/lib";

/**
 * The model that explains weighted images seen through their lenses.
 *
 * A = Σ γ C X/(Σ γ C² + v/τ²), frequency by frequency
 *
 * @param images - spectra of square images, zero frequency first
 * @param ctfs - one lens for each image
 * @param options - `gamma`, a weight for each image; `variance` of the noise and `prior` τ² of the model in each shell
 * @returns A; 0 where nothing is known
 */
export function mStepCtf(
  images: readonly ImageSpectrum[],
  ctfs: readonly Image[],
  options: { readonly gamma: Float64Array; readonly variance: Float64Array; readonly prior: Float64Array },
): ImageSpectrum {
  // TODO: three sums for every frequency (numerator re and im, denominator) over the images; the prior; the division last.
  throw new Error(`TODO: mStepCtf (${images.length} images, ${ctfs.length} lenses, ${options.gamma.length} weights)`);
}
