// By the slope of each piece, walking with a previous point.
export function resolutionAt(s: Float64Array, fsc: Float64Array, threshold: number): number {
  let previous = 0;
  while (previous + 1 < s.length && fsc[previous + 1] >= threshold) previous++;
  if (fsc[0] < threshold || previous + 1 === s.length) return 1 / s[fsc[0] < threshold ? 0 : previous];
  const slope = (fsc[previous + 1] - fsc[previous]) / (s[previous + 1] - s[previous]);
  return 1 / (s[previous] + (threshold - fsc[previous]) / slope);
}

export function ssnrFromFsc(fsc: Float64Array): Float64Array {
  const ratio = new Float64Array(fsc.length);
  for (let i = 0; i < fsc.length; i++) ratio[i] = fsc[i] === 1 ? Infinity : (fsc[i] + fsc[i]) / (1 - fsc[i]);
  return ratio;
}

export function cref(fsc: Float64Array): Float64Array {
  const merit = new Float64Array(fsc.length);
  for (let i = 0; i < fsc.length; i++) if (fsc[i] > 0) merit[i] = Math.sqrt(2 * fsc[i]) / Math.sqrt(1 + fsc[i]);
  return merit;
}

// canary cac0b034a5908d35e2109a65f560f21e
