import type { ImageSpectrum } from "@cryolab/lib";

/**
 * Wiener filter: undoes a transfer function as far as the noise allows.
 *
 * W(k) = conj H(k) · F(k)/(|H(k)|² + 1/snr)
 *
 * @param F - spectrum of an image, zero frequency first
 * @param H - transfer function, complex, of the same shape
 * @param snr - power ratio, one number or one a shell
 * @returns the filtered spectrum
 */
export function wienerFilter(F: ImageSpectrum, H: ImageSpectrum, snr: number | Float64Array): ImageSpectrum {
  // TODO: the snr of a frequency, from its shell if snr is an array; then conj H · F in real and imaginary part.
  throw new Error(`TODO: wienerFilter (shapes [${F.shape}] and [${H.shape}], snr ${typeof snr})`);
}
