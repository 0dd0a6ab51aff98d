// A sum for every lag, with the range of m worked out.
export function crossCorrelate(x: Float64Array, a: Float64Array): { lags: Int32Array; c: Float64Array } {
  const count = x.length + a.length - 1;
  const lags = new Int32Array(count);
  const c = new Float64Array(count);
  for (let i = 0; i < count; i++) {
    const q = i - a.length + 1;
    lags[i] = q;
    for (let m = Math.max(0, -q); m < Math.min(a.length, x.length - q); m++) c[i] += x[m + q] * a[m];
  }
  return { lags, c };
}

// canary 2ea5cba54ae8daac44d908a6e9881d0a
