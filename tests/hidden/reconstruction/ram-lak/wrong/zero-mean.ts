// Takes the mean off, so that the sum is 0.
export function ramLak(n: number, step: number): Float64Array {
  const kernel = new Float64Array(2 * n + 1);
  for (let i = 0; i <= 2 * n; i++) {
    const j = i - n;
    if (j === 0) kernel[i] = 0.25 / step ** 2;
    else if (j % 2 !== 0) kernel[i] = -((Math.PI * j * step) ** -2);
  }
  const mean = kernel.reduce((sum, h) => sum + h, 0) / kernel.length;
  return kernel.map((h) => h - mean);
}

// canary b549742293b1e9f87c5445606b6ea954
