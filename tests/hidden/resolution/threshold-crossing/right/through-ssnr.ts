// Cref by way of the signal-to-noise ratio; the crossing by a recursion over the curve.
export function resolutionAt(s: Float64Array, fsc: Float64Array, threshold: number): number {
  const from = (i: number): number => {
    if (i === s.length - 1) return s[i];
    if (fsc[i + 1] >= threshold) return from(i + 1);
    const u = (threshold - fsc[i]) / (fsc[i + 1] - fsc[i]);
    return (1 - u) * s[i] + u * s[i + 1];
  };
  return 1 / (fsc[0] < threshold ? s[0] : from(0));
}

export function ssnrFromFsc(fsc: Float64Array): Float64Array {
  return fsc.map((f) => (2 * f) / (1 - f));
}

export function cref(fsc: Float64Array): Float64Array {
  return ssnrFromFsc(fsc).map((ratio, i) =>
    fsc[i] <= 0 ? 0 : ratio === Infinity ? 1 : Math.sqrt(ratio / (1 + ratio)),
  );
}

// canary 454b08a769ec42ae41a1b0bd58087a50
