import type { ComplexArray, Shape } from "@cryolab/lib";

/** Where the factor goes: forward 1 and inverse 1/N, or 1/√N both ways. */
export type Norm = "backward" | "ortho";

/**
 * Fourier transform along chosen axes, either way, with either factor.
 *
 * @param a - complex values on a grid of any number of axes
 * @param options - axes (all), inverse (false), norm ("backward")
 * @returns a new record of the same shape, zero frequency first
 */
export function fftn<S extends Shape>(
  a: ComplexArray<S>,
  options: { readonly axes?: readonly number[]; readonly inverse?: boolean; readonly norm?: Norm } = {},
): ComplexArray<S> {
  // TODO: take the lines of one axis out of the flat memory (how far apart are neighbours?), transform each, put it back.
  throw new Error(`TODO: fftn (shape ${a.shape}, axes ${options.axes ?? "all"})`);
}
