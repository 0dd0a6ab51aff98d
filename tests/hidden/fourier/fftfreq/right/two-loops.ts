// Two loops, one for each half.
export function fftfreq(n: number, pixelSize: number): Float64Array {
  const s = new Float64Array(n);
  const length = n * pixelSize;
  const half = Math.ceil(n / 2);
  for (let k = 0; k < half; k++) s[k] = k / length;
  for (let k = half; k < n; k++) s[k] = -(n - k) / length;
  return s;
}

// canary 581ea162ebf92b25862dee88935cbb14
