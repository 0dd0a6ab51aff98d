// Takes the last point that is not yet below.
export function resolutionAt(s: Float64Array, fsc: Float64Array, threshold: number): number {
  for (let i = 1; i < fsc.length; i++) if (fsc[i] < threshold) return 1 / s[i - 1];
  return 1 / s[s.length - 1];
}

export function ssnrFromFsc(fsc: Float64Array): Float64Array {
  return fsc.map((f) => (2 * f) / (1 - f));
}

export function cref(fsc: Float64Array): Float64Array {
  return fsc.map((f) => (f > 0 ? Math.sqrt((2 * f) / (1 + f)) : 0));
}

// canary d24f36e7b21365e55bf9932f0d511481
