// Takes the last fall of the curve in place of the first.
export function resolutionAt(s: Float64Array, fsc: Float64Array, threshold: number): number {
  for (let i = fsc.length - 1; i > 0; i--)
    if (fsc[i - 1] >= threshold && fsc[i] < threshold)
      return 1 / (s[i - 1] + ((s[i] - s[i - 1]) * (fsc[i - 1] - threshold)) / (fsc[i - 1] - fsc[i]));
  return 1 / (fsc[0] < threshold ? s[0] : s[s.length - 1]);
}

export function ssnrFromFsc(fsc: Float64Array): Float64Array {
  return fsc.map((f) => (2 * f) / (1 - f));
}

export function cref(fsc: Float64Array): Float64Array {
  return fsc.map((f) => (f > 0 ? Math.sqrt((2 * f) / (1 + f)) : 0));
}

// canary 668c8c247ac74d2c179c52028d7cb87b
