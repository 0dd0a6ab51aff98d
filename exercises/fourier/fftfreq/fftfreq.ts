/**
 * Frequencies of the coefficients of a transform, zero first.
 *
 * s(k) = k/(nΔ) for k < n/2, (k − n)/(nΔ) for the rest
 *
 * @param n - number of samples
 * @param pixelSize - Δ, Å
 * @returns frequencies, 1/Å, shape [n]
 */
export function fftfreq(n: number, pixelSize: number): Float64Array {
  // TODO: an array of n entries; which k counts as it is, and which as k − n?
  throw new Error(`TODO: fftfreq (${n} samples of ${pixelSize} Å)`);
}
