// The ratio of one half map, F/(1 − F).
export function resolutionAt(s: Float64Array, fsc: Float64Array, threshold: number): number {
  if (fsc[0] < threshold) return 1 / s[0];
  for (let i = 1; i < fsc.length; i++)
    if (fsc[i - 1] >= threshold && fsc[i] < threshold)
      return 1 / (s[i - 1] + ((s[i] - s[i - 1]) * (fsc[i - 1] - threshold)) / (fsc[i - 1] - fsc[i]));
  return 1 / s[s.length - 1];
}

export function ssnrFromFsc(fsc: Float64Array): Float64Array {
  return fsc.map((f) => f / (1 - f));
}

export function cref(fsc: Float64Array): Float64Array {
  return fsc.map((f) => (f > 0 ? Math.sqrt((2 * f) / (1 + f)) : 0));
}

// canary 8529423bc21fb0488d1a5206392b19d1
