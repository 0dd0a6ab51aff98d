import type { ImageSpectrum } from "@cryolab/lib";

/**
 * Spectrum of an image that is moved by (x, y) pixels.
 *
 * G(k) = F(k) e^(−2πi k·t/n) along each axis; at the Nyquist frequency of an even one
 * cos(π t) takes the place of the wave
 *
 * @param F - spectrum, zero frequency first, shape [ny, nx]
 * @param shift - [x, y], pixels
 * @returns spectrum of the moved image, shape [ny, nx]
 */
export function fourierShift(F: ImageSpectrum, shift: readonly [x: number, y: number]): ImageSpectrum {
  // TODO: the factor of every column from shift[0], of every row from shift[1]; then complex times complex.
  throw new Error(`TODO: fourierShift (shape ${F.shape}, shift ${shift})`);
}
