// The values are right, but they are written over the curve.
export function resolutionAt(s: Float64Array, fsc: Float64Array, threshold: number): number {
  if (fsc[0] < threshold) return 1 / s[0];
  for (let i = 1; i < fsc.length; i++)
    if (fsc[i - 1] >= threshold && fsc[i] < threshold)
      return 1 / (s[i - 1] + ((s[i] - s[i - 1]) * (fsc[i - 1] - threshold)) / (fsc[i - 1] - fsc[i]));
  return 1 / s[s.length - 1];
}

export function ssnrFromFsc(fsc: Float64Array): Float64Array {
  return fsc.map((f) => (2 * f) / (1 - f));
}

export function cref(fsc: Float64Array): Float64Array {
  for (const [i, f] of fsc.entries()) fsc[i] = f > 0 ? Math.sqrt((2 * f) / (1 + f)) : 0;
  return fsc;
}

// canary ec96b2f50cebe3102010959a5a100691
