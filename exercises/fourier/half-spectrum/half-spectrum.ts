import type { ComplexArray, Shape } from "@cryolab/lib";

/**
 * Full spectrum of a real array from its half.
 *
 * F(−k) = F*(k), −k modulo n on every axis
 *
 * @param half - half spectrum, zero frequency first, last extent floor(nx/2) + 1
 * @param shape - shape of the full spectrum
 * @returns the full spectrum
 */
export function fullFromHalf<S extends Shape>(half: ComplexArray, shape: S): ComplexArray<S> {
  // TODO: for a place of the full spectrum: is its column in the half? If not, where is its mate?
  throw new Error(`TODO: fullFromHalf (half ${half.shape}, full ${shape})`);
}
