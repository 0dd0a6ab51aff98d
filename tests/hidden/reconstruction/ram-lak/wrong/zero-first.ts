// Offset 0 comes first, negative offsets last.
export function ramLak(n: number, step: number): Float64Array {
  const kernel = new Float64Array(2 * n + 1);
  for (let i = 0; i <= 2 * n; i++) {
    const j = i <= n ? i : i - 2 * n - 1;
    if (j === 0) kernel[i] = 0.25 / step ** 2;
    else if (j % 2 !== 0) kernel[i] = -((Math.PI * j * step) ** -2);
  }
  return kernel;
}

// canary 5891c7279f870738126167e6aaf1aa83
