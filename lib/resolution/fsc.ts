/**
 * @file Fourier shell correlation: up to which detail two maps agree. It rests on Hermitian half spectra with
 * full-sphere weights; shell k of side n stands for n · pixelSize/k Å.
 * Source: Harauz & van Heel (1986), Optik 73, 146; van Heel & Schatz (2005), J. Struct. Biol. 151, 250,
 * doi:10.1016/j.jsb.2005.05.009.
 */

import { check, type RealArray, type Shape } from "../core/index.ts";
import { rfft } from "../fourier/index.ts";
import { halfShells, shellCorrelation, sideOf } from "./shells.ts";

/** A curve over shells. */
export interface ShellCorrelation {
  /** correlation in each shell, −1 to 1; shell k stands for n · pixelSize/k Å */
  readonly fsc: Float64Array;
  /** places of the full spectrum in each shell, both Friedel mates */
  readonly count: Float64Array;
}

/**
 * Fourier shell correlation of two maps (ring correlation of images, of lines pair by pair).
 *
 * FSC(k) = Re Σ A B* / √(Σ |A|² Σ |B|²), sums over the shell round(|frequency|) = k, k = 0 … floor(n/2)
 *
 * @param a - a line, a square or a cube
 * @param b - a map of the same shape
 * @returns floor(n/2) + 1 correlations and counts; corners are left out. A shell without power in a or b is 0; power
 *   below 1e-27 of the mean is rounding and counts as none
 * @throws RangeError if the shapes differ or are no line, square or cube, or a value is not finite
 * @example
 * fourierShellCorrelation(realArray([3], [1, 2, 4]), realArray([3], [2, 4, 8])).count // Float64Array [1, 2]
 * @see Harauz & van Heel (1986), Optik 73, 146
 */
export function fourierShellCorrelation<S extends Shape>(a: RealArray<S>, b: RealArray<S>): ShellCorrelation {
  const n = sideOf(a, "fourierShellCorrelation: a");
  check(
    sideOf(b, "fourierShellCorrelation: b") === n && b.shape.length === a.shape.length,
    () => `fourierShellCorrelation: both maps must have one shape, got [${a.shape}] and [${b.shape}]`,
  );
  const shells = halfShells(a.shape);
  return { fsc: shellCorrelation(rfft(a), rfft(b), shells), count: shells.count };
}
