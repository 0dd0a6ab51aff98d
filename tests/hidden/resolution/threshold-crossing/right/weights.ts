// The crossing as a weighted mean of the two frequencies.
export function resolutionAt(s: Float64Array, fsc: Float64Array, threshold: number): number {
  const below = fsc.findIndex((f) => f < threshold);
  if (below === 0) return 1 / s[0];
  if (below < 0) return 1 / s[fsc.length - 1];
  const over = fsc[below - 1] - threshold;
  const under = threshold - fsc[below];
  return (over + under) / (over * s[below] + under * s[below - 1]);
}

export function ssnrFromFsc(fsc: Float64Array): Float64Array {
  return Float64Array.from(fsc, (f) => (f === 0 ? 0 : 2 / (1 / f - 1)));
}

export function cref(fsc: Float64Array): Float64Array {
  return Float64Array.from(fsc, (f) => Math.sqrt(Math.max(0, 2 - 2 / (1 + Math.max(f, 0)))));
}

// canary 0c869b98c3bc06d539dd131c9f61eacf
