// Falls as 1/|j|.
export function ramLak(n: number, step: number): Float64Array {
  const kernel = new Float64Array(2 * n + 1);
  for (let i = 0; i <= 2 * n; i++) {
    const j = i - n;
    if (j === 0) kernel[i] = 0.25 / step ** 2;
    else if (j % 2 !== 0) kernel[i] = -((Math.PI * step) ** -2) / Math.abs(j);
  }
  return kernel;
}

// canary b63248043e5ad94b0a16e6327c13af1c
