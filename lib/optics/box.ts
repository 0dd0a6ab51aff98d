/**
 * @file How large a box the lens asks for: where the CTF turns too fast for the samples of its box, and how far the lens
 * spreads what belongs to one place. Both are |dγ/ds|/2π.
 * Source: Penczek et al. (2014), Ultramicroscopy 140, 26, doi:10.1016/j.ultramic.2014.01.009.
 */

import { check, type Optics } from "../core/index.ts";
import { lensOf } from "./lens.ts";

/** λ Δz and Cs λ³, Å² and Å⁴. */
function coefficients(optics: Optics, name: string): { linear: number; cubic: number } {
  const lens = lensOf(optics, name);
  return {
    linear: (lens.defocus * (optics.defocusU + optics.defocusV)) / (2 * Math.PI),
    cubic: (2 * lens.spherical) / Math.PI,
  };
}

/**
 * How far the lens carries detail of a spatial frequency away from its place.
 *
 * |λ Δz s − Cs λ³ s³|, Δz = (defocusU + defocusV)/2
 *
 * @param s - spatial frequencies, 1/Å
 * @param optics - lens and defocus; contrast, phase plate and B factor play no part
 * @returns distances, Å, as many as s; a box must reach that far beyond the particle
 * @throws RangeError if a field of optics is out of range
 * @example
 * delocalisation(Float64Array.of(0), optics) // Float64Array [0]
 * @see Downing & Glaeser (2008), Ultramicroscopy 108, 921, doi:10.1016/j.ultramic.2008.03.004
 */
export function delocalisation(s: Float64Array, optics: Optics): Float64Array {
  const { linear, cubic } = coefficients(optics, "delocalisation");
  return s.map((v) => Math.abs(linear * v - cubic * v * v * v));
}

/**
 * The frequency from which on the CTF aliases on the samples of a box.
 *
 * Smallest s in (0, 1/(2 · pixelSize)] with |λ Δz s − Cs λ³ s³| ≥ n · pixelSize/2: there the local period of the CTF is
 * two samples of 1/(n · pixelSize), and the image of a point spreads over half the box
 *
 * @param optics - lens and defocus, of the two defoci the mean; contrast, phase plate and B factor play no part
 * @param n - side of the box, pixels
 * @param pixelSize - Å
 * @returns s, 1/Å, not a grid frequency; ∞ if the CTF is well sampled up to Nyquist
 * @throws RangeError if a field of optics is out of range, n is not a whole number ≥ 1 or pixelSize is not above 0
 * @example
 * ctfAliasingLimit({ ...optics, defocusU: 4e4, defocusV: 4e4 }, 256, 1.5).toFixed(5) // "0.24672"
 * @see Penczek et al. (2014), doi:10.1016/j.ultramic.2014.01.009
 */
export function ctfAliasingLimit(optics: Optics, n: number, pixelSize: number): number {
  const { linear, cubic } = coefficients(optics, "ctfAliasingLimit");
  check(Number.isInteger(n) && n >= 1, () => `ctfAliasingLimit: n must be a whole number >= 1, got ${n}`);
  check(
    pixelSize > 0 && pixelSize < Infinity,
    () => `ctfAliasingLimit: pixelSize must be finite and above 0, got ${pixelSize}`,
  );
  const half = (n * pixelSize) / 2;
  const nyquist = 1 / (2 * pixelSize);
  const spread = (s: number): number => Math.abs(linear * s - cubic * s * s * s);
  // |linear s − cubic s³| has one turning point at most between 0 and Nyquist, and one zero beyond it: in each of the
  // pieces it rises or falls all the way
  const turn = cubic !== 0 && linear / cubic > 0 ? Math.sqrt(linear / (3 * cubic)) : Infinity;
  const zero = turn * Math.sqrt(3);
  const ends = [0, turn, zero, nyquist].filter((s) => s <= nyquist).sort((a, b) => a - b);
  for (let i = 1; i < ends.length; i++) {
    let [low, high] = [ends[i - 1], ends[i]];
    if (spread(high) < half) continue;
    for (let step = 0; step < 200 && high - low > 1e-16 * high; step++) {
      const middle = (low + high) / 2;
      if (spread(middle) < half) low = middle;
      else high = middle;
    }
    return high;
  }
  return Infinity;
}
