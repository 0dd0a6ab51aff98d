import type { ComplexArray, RealArray, Shape } from "@cryolab/lib";

/**
 * Fourier transform along every axis, with the origin at floor(n/2) before and after.
 *
 * @param a - real values on a grid of any number of axes, origin at floor(n/2)
 * @returns a new spectrum of the same shape, zero frequency at floor(n/2)
 */
export function centredFft<S extends Shape>(a: RealArray<S>): ComplexArray<S> {
  // TODO: which roll brings the origin from floor(n/2) to index 0, and which one brings zero frequency to floor(n/2)?
  throw new Error(`TODO: centredFft (shape ${a.shape})`);
}
