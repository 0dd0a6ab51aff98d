// The factor Δ of the convolution is in the kernel.
export function ramLak(n: number, step: number): Float64Array {
  const kernel = new Float64Array(2 * n + 1);
  for (let i = 0; i <= 2 * n; i++) {
    const j = i - n;
    if (j === 0) kernel[i] = 0.25 / step;
    else if (j % 2 !== 0) kernel[i] = -((Math.PI * j * step) ** -2) * step;
  }
  return kernel;
}

// canary 6de64994276b320d8ddbfc2cb094aa6d
