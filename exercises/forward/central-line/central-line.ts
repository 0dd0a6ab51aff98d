import type { ImageSpectrum, LineSpectrum } from "@cryolab/lib";

/**
 * Line through an image's spectrum: the spectrum of row θ of its sinogram.
 *
 * L(k) = F(k cos θ, k sin θ)
 *
 * @param F - spectrum of a real square image, zero frequency first, phases about floor(n/2)
 * @param angle - θ, radians
 * @returns n values in the order of fftfreq, phases about floor(n/2)
 */
export function centralLine(F: ImageSpectrum, angle: number): LineSpectrum {
  // TODO: back to the picture first; then a finer spectrum of it, or its sum at k (cos θ, sin θ).
  throw new Error(`TODO: centralLine (shape ${F.shape}, θ = ${angle})`);
}
