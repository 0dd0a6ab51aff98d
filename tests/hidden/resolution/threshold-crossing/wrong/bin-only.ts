// Takes the first point below the threshold, without a line between two.
export function resolutionAt(s: Float64Array, fsc: Float64Array, threshold: number): number {
  for (let i = 0; i < fsc.length; i++) if (fsc[i] < threshold) return 1 / s[i];
  return 1 / s[s.length - 1];
}

export function ssnrFromFsc(fsc: Float64Array): Float64Array {
  return fsc.map((f) => (2 * f) / (1 - f));
}

export function cref(fsc: Float64Array): Float64Array {
  return fsc.map((f) => (f > 0 ? Math.sqrt((2 * f) / (1 + f)) : 0));
}

// canary 35ec7ac05cb61901273b021c95333e63
