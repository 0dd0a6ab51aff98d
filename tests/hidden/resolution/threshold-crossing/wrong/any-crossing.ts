// Counts a rise through the threshold as well.
export function resolutionAt(s: Float64Array, fsc: Float64Array, threshold: number): number {
  for (let i = 1; i < fsc.length; i++)
    if (fsc[i - 1] >= threshold !== fsc[i] >= threshold)
      return 1 / (s[i - 1] + ((s[i] - s[i - 1]) * (fsc[i - 1] - threshold)) / (fsc[i - 1] - fsc[i]));
  return 1 / s[fsc[0] < threshold ? 0 : s.length - 1];
}

export function ssnrFromFsc(fsc: Float64Array): Float64Array {
  return fsc.map((f) => (2 * f) / (1 - f));
}

export function cref(fsc: Float64Array): Float64Array {
  return fsc.map((f) => (f > 0 ? Math.sqrt((2 * f) / (1 + f)) : 0));
}

// canary b7a0bef4673dadaf93667e65a3452940
