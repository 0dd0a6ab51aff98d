// Transforms samples of |s| on 2n + 1 frequencies: the mean is too low, even offsets are not 0.
export function ramLak(n: number, step: number): Float64Array {
  const m = 2 * n + 1;
  const kernel = new Float64Array(m);
  for (let i = 0; i < m; i++)
    for (let k = -n; k <= n; k++) {
      const s = k / (m * step);
      kernel[i] += (Math.abs(s) * Math.cos(2 * Math.PI * s * (i - n) * step)) / (m * step);
    }
  return kernel;
}

// canary 499a766ebdb747f0829431afca23531d
