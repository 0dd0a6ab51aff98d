/**
 * @file What a mask adds to a correlation, and how to take it off: phases beyond a shell are exchanged for random ones; what
 * still correlates after the mask is the mask.
 * Source: Chen et al. (2013), Ultramicroscopy 135, 24, doi:10.1016/j.ultramic.2013.06.004.
 */

import {
  check,
  type LongWork,
  mapReal,
  progressOf,
  type RealArray,
  type Rng,
  type Shape,
  type Volume,
} from "../core/index.ts";
import { irfft, rfft } from "../fourier/index.ts";
import { normal } from "../random/index.ts";
import { halfShells, shellCorrelation, sideOf } from "./shells.ts";

function checkFrom(from: number, name: string): void {
  check(Number.isInteger(from) && from >= 1, () => `${name}: from must be a whole number >= 1, got ${from}`);
}

/**
 * A map with random phases from a shell on.
 *
 * F'(k) = |F(k)| W(k)/|W(k)| where round(|k|) ≥ from, corners too, W the transform of real white noise; F elsewhere
 *
 * So the map stays real, amplitudes stay, and where k is its own mate the sign alone is random.
 *
 * @param a - line, square or cube
 * @param from - first shell that is changed, ≥ 1
 * @param rng - generator, advanced by one normal number a value
 * @returns map of the same shape
 * @throws RangeError if a is no line, square or cube, a value is not finite, or from is not a whole number ≥ 1
 * @example
 * phaseRandomise(volume, 2, rng).shape // [8, 8, 8]
 * @see Chen et al. (2013), doi:10.1016/j.ultramic.2013.06.004
 */
export function phaseRandomise<S extends Shape>(a: RealArray<S>, from: number, rng: Rng): RealArray<S> {
  sideOf(a, "phaseRandomise: a");
  checkFrom(from, "phaseRandomise");
  const F = rfft(a);
  const W = rfft(mapReal(a, () => normal(rng)));
  const { shell } = halfShells(a.shape);
  for (let i = 0; i < shell.length; i++) {
    const size = Math.sqrt(W.re[i] * W.re[i] + W.im[i] * W.im[i]);
    if (shell[i] < from || size === 0) continue;
    const amplitude = Math.sqrt(F.re[i] * F.re[i] + F.im[i] * F.im[i]);
    F.re[i] = (amplitude * W.re[i]) / size;
    F.im[i] = (amplitude * W.im[i]) / size;
  }
  return irfft(F, a.shape);
}

/** Three curves over the shells 0 … floor(n/2). */
export interface MaskedFsc {
  /** of the two maps after the mask */
  readonly masked: Float64Array;
  /** of the two maps with random phases after the mask: what the mask alone brings */
  readonly random: Float64Array;
  /** masked without what the mask brings */
  readonly corrected: Float64Array;
}

/**
 * FSC of two half maps after a mask, and corrected for the mask by random phases.
 *
 * corrected = masked below `from`, (masked − random)/(1 − random) from there on, 0 where random ≥ 1
 *
 * Negative values stay. RELION begins to correct two shells later.
 *
 * @param a - half map, a cube
 * @param b - the other, of the same shape
 * @param options - `mask` of the same shape, best with a soft edge; `from`, first shell with random phases, ≥ 1; `rng`,
 *   advanced by the phases of a, then those of b; `progress` after each of four parts, `signal` to stop
 * @returns three curves of floor(n/2) + 1 values
 * @throws RangeError if the shapes differ or are no cubes, a value is not finite, or from is not a whole number ≥ 1
 * @example
 * const mask = sphereMask(8, 2, { edge: 1 });
 * maskedFscCorrected(half1, half2, { mask, from: 2, rng }).corrected.length // 5
 * @see Chen et al. (2013), doi:10.1016/j.ultramic.2013.06.004
 */
export function maskedFscCorrected(
  a: Volume,
  b: Volume,
  options: { readonly mask: Volume; readonly from: number; readonly rng: Rng } & LongWork,
): MaskedFsc {
  const { mask, from, rng } = options;
  checkCubes(a, b, mask, "maskedFscCorrected");
  checkFrom(from, "maskedFscCorrected");
  const shells = halfShells(a.shape);
  const correlation = (u: Volume, v: Volume): Float64Array => {
    const under = (m: Volume): Volume => mapReal(m, (value, i) => value * mask.data[i]);
    return shellCorrelation(rfft(under(u)), rfft(under(v)), shells);
  };
  const tick = progressOf("maskedFscCorrected: stopped before part", 4, options);
  const part = <T>(done: T): T => {
    tick();
    return done;
  };
  const masked = part(correlation(a, b));
  const first = part(phaseRandomise(a, from, rng));
  const second = part(phaseRandomise(b, from, rng));
  const random = part(correlation(first, second));
  const corrected = masked.map((m, k) => {
    if (k < from) return m;
    return random[k] >= 1 ? 0 : (m - random[k]) / (1 - random[k]);
  });
  return { masked, random, corrected };
}

/** Throws unless a, b and the mask are finite cubes of one side, and returns it; `name` is the function that asks. */
export function checkCubes(a: Volume, b: Volume, mask: Volume, name: string): number {
  const n = sideOf(a, `${name}: a`);
  for (const [what, m] of [
    ["a", a],
    ["b", b],
    ["mask", mask],
  ] as const)
    check(
      sideOf(m, `${name}: ${what}`) === n && m.shape.length === 3,
      () => `${name}: ${what} must be a cube of side ${n}, got shape [${m.shape}]`,
    );
  return n;
}
