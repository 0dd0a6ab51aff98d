import * as cryo from "@cryolab/lib";

/**
 * Correlation of two maps shell by shell in Fourier space; the maps are lines, squares or cubes of side n.
 *
 * FSC(s) = Re Σ A conj(B) / √(Σ|A|² · Σ|B|²), each sum over the frequencies k with round(|k|) = s
 *
 * @param a - one map, shape [n], [n, n] or [n, n, n]
 * @param b - the other, of the same shape
 * @returns fsc and the number of frequencies of every shell 0 … floor(n/2)
 */
export function fourierShellCorrelation<S extends cryo.Shape>(
  a: cryo.RealArray<S>,
  b: cryo.RealArray<S>,
): { fsc: Float64Array; count: Float64Array } {
  // TODO: transform b too; then one loop that adds every frequency to the three sums of its shell.
  const A = cryo.fourier.fft(a);
  throw new Error(`TODO: fourierShellCorrelation (shapes [${A.shape}] and [${b.shape}])`);
}
