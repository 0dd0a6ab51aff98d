import type { LineSpectrum } from "@cryolab/lib";

/**
 * Fourier transform of a function of one variable, from samples of it.
 *
 * F_k = (length/n) Σ f(x_j) e^(−2πi s_k x_j), x_j = (j − floor(n/2)) length/n, s_k = k/length
 *
 * @param f - function of x
 * @param length - width of the window, in the unit of x
 * @param n - number of samples
 * @returns frequencies s, cycles per unit of x, and F at each of them
 */
export function continuousFt(
  f: (x: number) => number,
  length: number,
  n: number,
): { s: Float64Array; F: LineSpectrum } {
  // TODO: sample f at all x_j. Which sample must be first, so that the transform takes it for x = 0?
  throw new Error(`TODO: continuousFt (f(0) = ${f(0)}, length ${length}, ${n} samples)`);
}
