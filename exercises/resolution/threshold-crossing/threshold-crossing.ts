/**
 * Resolution at which a curve first falls below a threshold, on straight lines in frequency.
 *
 * @param s - frequencies, growing, 1/Å, shape [n]
 * @param fsc - correlation at each, shape [n]
 * @param threshold - t
 * @returns 1/s of the first downward crossing, Å; 1/s of the last point if there is none
 */
export function resolutionAt(s: Float64Array, fsc: Float64Array, threshold: number): number {
  // TODO: below from the start? Else the first i with fsc[i − 1] ≥ t > fsc[i], and the line between them.
  throw new Error(`TODO: resolutionAt (${s.length} frequencies, ${fsc.length} values, threshold ${threshold})`);
}

/**
 * Signal-to-noise ratio of the map that both halves make together.
 *
 * SSNR = 2F/(1 − F)
 *
 * @param fsc - correlation of two halves, shape [n]
 * @returns power ratio, shape [n]; ∞ at F = 1
 */
export function ssnrFromFsc(fsc: Float64Array): Float64Array {
  throw new Error(`TODO: ssnrFromFsc (${fsc.length} values)`);
}

/**
 * Correlation with the truth of the map that both halves make together.
 *
 * Cref = √(2F/(1 + F)), 0 for F ≤ 0
 *
 * @param fsc - correlation of two halves, shape [n]
 * @returns figure of merit, shape [n]
 */
export function cref(fsc: Float64Array): Float64Array {
  throw new Error(`TODO: cref (${fsc.length} values)`);
}
