import type { LineSpectrum } from "@cryolab/lib";

/**
 * Fast Fourier transform of n complex samples, any n ≥ 1.
 *
 * X(k) = Σⱼ x(j) e^(−2πi k j / n)
 *
 * @param x - samples, shape [n]
 * @returns spectrum, zero frequency first, shape [n]
 */
export function fft(x: LineSpectrum): LineSpectrum {
  // TODO: n = 1 first; then even n: transform x(0), x(2), … and x(1), x(3), … by fft itself, and put them together.
  throw new Error(`TODO: fft (${x.re.length} samples)`);
}
