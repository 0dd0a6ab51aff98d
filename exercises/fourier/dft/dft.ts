import type { LineSpectrum } from "@cryolab/lib";

/**
 * Discrete Fourier transform of n complex samples.
 *
 * X(k) = Σⱼ x(j) e^(−2πi k j / n); the inverse has + in the exponent and the factor 1/n
 *
 * @param x - samples, shape [n]
 * @param inverse - true for the way back
 * @returns spectrum (or samples), shape [n]
 */
export function dft(x: LineSpectrum, inverse = false): LineSpectrum {
  // TODO: for every k, add up x(j) times (cos φ, sin φ) with φ = −2π k j / n.
  throw new Error(`TODO: dft (${x.re.length} samples, inverse ${inverse})`);
}
