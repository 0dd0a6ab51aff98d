import type { RealArray, Shape } from "@cryolab/lib";

/**
 * Moves the zero frequency from index 0 to floor(n/2).
 *
 * @param a - values on a grid of any number of axes
 * @param axes - which axes to roll; left out: all
 * @returns a new record of the same shape
 */
export function fftshift<S extends Shape>(
  a: RealArray<S>,
  axes: readonly number[] = a.shape.map((_, i) => i),
): RealArray<S> {
  // TODO: one axis at a time: entry k of the axis moves to (k + floor(n/2)) mod n.
  throw new Error(`TODO: fftshift (shape ${a.shape}, axes ${axes})`);
}

/**
 * Moves the zero frequency from index floor(n/2) back to 0.
 *
 * @param a - values on a grid of any number of axes
 * @param axes - which axes to roll; left out: all
 * @returns a new record of the same shape
 */
export function ifftshift<S extends Shape>(
  a: RealArray<S>,
  axes: readonly number[] = a.shape.map((_, i) => i),
): RealArray<S> {
  // TODO: the same with another distance. Write the roll once and call it twice.
  throw new Error(`TODO: ifftshift (shape ${a.shape}, axes ${axes})`);
}
