/**
 * @file From a curve to a number: thresholds by name, the first crossing, and what a correlation says about signal.
 * Sources: van Heel & Schatz (2005), J. Struct. Biol. 151, 250, doi:10.1016/j.jsb.2005.05.009 (half-bit, 3 sigma);
 * Rosenthal & Henderson (2003), J. Mol. Biol. 333, 721, doi:10.1016/j.jmb.2003.07.013 (0.143, Cref).
 */

import { check, checkFinite } from "../core/index.ts";

/** Names of thresholds: two fixed values, and two curves over the number of voxels in a shell. */
export type ThresholdName = "0.143" | "0.5" | "half-bit" | "3-sigma";

const CURVES: Readonly<Record<ThresholdName, (n: number) => number>> = {
  "0.143": () => 0.143,
  "0.5": () => 0.5,
  "half-bit": (n) => (0.2071 + 1.9102 / Math.sqrt(n)) / (1.2071 + 0.9102 / Math.sqrt(n)),
  "3-sigma": (n) => 3 / Math.sqrt(n),
};

/**
 * Threshold for every shell, by name.
 *
 * With n = count/2, for a Friedel pair is one independent value:
 *   half-bit: (0.2071 + 1.9102/√n)/(1.2071 + 0.9102/√n);   3-sigma: 3/√n;   "0.143" and "0.5": as they say
 *
 * @param name - "0.143", "0.5", "half-bit" or "3-sigma"
 * @param count - voxels of the full spectrum in each shell, both mates, as fourierShellCorrelation counts them
 * @returns as many values as counts, at most 1, as no correlation is above
 * @throws RangeError if the name is unknown or a count is not above 0
 * @example
 * thresholdCurve("0.5", Float64Array.of(1, 18)) // Float64Array [0.5, 0.5]
 * @see van Heel & Schatz (2005), doi:10.1016/j.jsb.2005.05.009
 */
export function thresholdCurve(name: ThresholdName, count: Float64Array): Float64Array {
  check(
    Object.hasOwn(CURVES, name),
    () => `thresholdCurve: name must be one of ${Object.keys(CURVES).join(", ")}, got ${name}`,
  );
  const bad = count.findIndex((n) => !(n > 0));
  check(bad < 0, () => `thresholdCurve: count must be above 0, got ${count[bad]} at index ${bad}`);
  return count.map((n) => Math.min(1, CURVES[name](n / 2)));
}

/**
 * Resolution: the length that belongs to the first downward crossing of a threshold.
 *
 * 1/s at the first i with fsc[i − 1] ≥ t > fsc[i], linear in s between the two
 *
 * Shell 0 compares nothing but the means of the maps: leave it out where these may disagree.
 *
 * @param s - frequencies of the curve, 1/Å, ascending, at least one
 * @param fsc - correlation at every s
 * @param threshold - one value for all, or a curve of thresholdCurve
 * @returns resolution, Å; 1/s of the last point if the curve never falls below (read: at least that), 1/s[0] if it
 *   begins below, even if it rises later
 * @throws RangeError if the lengths differ, s does not ascend, or a value is not finite
 * @example
 * resolutionAt(Float64Array.of(0, 0.1, 0.2), Float64Array.of(1, 1, 0), 0.5) // 6.666666666666667
 * @see Rosenthal & Henderson (2003), doi:10.1016/j.jmb.2003.07.013
 */
export function resolutionAt(s: Float64Array, fsc: Float64Array, threshold: number | Float64Array): number {
  check(s.length > 0, () => "resolutionAt: s must hold at least one frequency, got none");
  check(fsc.length === s.length, () => `resolutionAt: fsc must be as long as s, ${s.length}, got ${fsc.length}`);
  const t = typeof threshold === "number" ? s.map(() => threshold) : threshold;
  check(t.length === s.length, () => `resolutionAt: threshold must be as long as s, ${s.length}, got ${t.length}`);
  checkFinite(s, "resolutionAt: s");
  checkFinite(fsc, "resolutionAt: fsc");
  checkFinite(t, "resolutionAt: threshold");
  const bad = s.findIndex((v, i) => (i === 0 ? v < 0 : v <= s[i - 1]));
  check(bad < 0, () => `resolutionAt: s must ascend from 0 or above, got ${s[bad]} at index ${bad}`);

  const below = fsc.findIndex((c, i) => c < t[i]);
  if (below < 0) return 1 / s[s.length - 1];
  if (below === 0) return 1 / s[0];
  const before = fsc[below - 1] - t[below - 1]; // ≥ 0
  const after = fsc[below] - t[below]; // < 0
  return 1 / (s[below - 1] + (before / (before - after)) * (s[below] - s[below - 1]));
}

/**
 * Spectral signal-to-noise ratio of the full map, from the correlation of its two halves.
 *
 * SSNR = 2c/(1 − c)
 *
 * @param fsc - correlation of two half maps
 * @returns power ratio at every c, not clamped: negative below 0, ∞ at 1
 * @example
 * ssnrFromFsc(Float64Array.of(0.5)) // Float64Array [2]
 * @see Rosenthal & Henderson (2003), doi:10.1016/j.jmb.2003.07.013
 */
export function ssnrFromFsc(fsc: Float64Array): Float64Array {
  return fsc.map((c) => (2 * c) / (1 - c));
}

/**
 * Correlation that the full map is expected to have with the truth, from the correlation of its two halves.
 *
 * Cref = √(2c/(1 + c)): 0.143 of the halves is 0.5 with the truth
 *
 * @param fsc - correlation of two half maps
 * @returns Cref at every c; 0 for c ≤ 0
 * @example
 * cref(Float64Array.of(1, 0)) // Float64Array [1, 0]
 * @see Rosenthal & Henderson (2003), doi:10.1016/j.jmb.2003.07.013
 */
export function cref(fsc: Float64Array): Float64Array {
  return fsc.map((c) => (c > 0 ? Math.sqrt((2 * c) / (1 + c)) : 0));
}
