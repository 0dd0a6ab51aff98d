import type { Image, ImageSpectrum } from "@cryolab/lib";

/**
 * Logarithm of the likelihood of an image seen through a lens.
 *
 * log L = −½ Σ_k [|X − C A|²/(N_pix v) + ln 2πv], over the full plane
 *
 * @param image - X, spectrum of a real square image, zero frequency first
 * @param template - A, likewise
 * @param options - `ctf`, C; `variance` of a pixel in each shell, beyond the last entry the last one
 * @returns log L
 */
export function logLikelihoodCtf(
  image: ImageSpectrum,
  template: ImageSpectrum,
  options: { readonly ctf: Image; readonly variance: Float64Array },
): number {
  // TODO: for every frequency the square of X − C A, the variance of its shell, and both terms of the bracket.
  throw new Error(`TODO: logLikelihoodCtf (shapes [${image.shape}], [${template.shape}], [${options.ctf.shape}])`);
}
