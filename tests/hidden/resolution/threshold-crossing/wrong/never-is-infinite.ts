// A curve that never falls has resolution ∞.
export function resolutionAt(s: Float64Array, fsc: Float64Array, threshold: number): number {
  if (fsc[0] < threshold) return 1 / s[0];
  for (let i = 1; i < fsc.length; i++)
    if (fsc[i - 1] >= threshold && fsc[i] < threshold)
      return 1 / (s[i - 1] + ((s[i] - s[i - 1]) * (fsc[i - 1] - threshold)) / (fsc[i - 1] - fsc[i]));
  return Infinity;
}

export function ssnrFromFsc(fsc: Float64Array): Float64Array {
  return fsc.map((f) => (2 * f) / (1 - f));
}

export function cref(fsc: Float64Array): Float64Array {
  return fsc.map((f) => (f > 0 ? Math.sqrt((2 * f) / (1 + f)) : 0));
}

// canary 521ac07f92206dba2e81fe69b517ed23
