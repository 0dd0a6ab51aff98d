// A curve that starts below is read from where it falls after rising.
export function resolutionAt(s: Float64Array, fsc: Float64Array, threshold: number): number {
  for (let i = 1; i < fsc.length; i++)
    if (fsc[i - 1] >= threshold && fsc[i] < threshold)
      return 1 / (s[i - 1] + ((s[i] - s[i - 1]) * (fsc[i - 1] - threshold)) / (fsc[i - 1] - fsc[i]));
  return 1 / s[s.length - 1];
}

export function ssnrFromFsc(fsc: Float64Array): Float64Array {
  return fsc.map((f) => (2 * f) / (1 - f));
}

export function cref(fsc: Float64Array): Float64Array {
  return fsc.map((f) => (f > 0 ? Math.sqrt((2 * f) / (1 + f)) : 0));
}

// canary 31af9de91faa2a3095fe49a4edfb9fa9
