// Divides by the step, not by its square.
export function ramLak(n: number, step: number): Float64Array {
  const kernel = new Float64Array(2 * n + 1);
  for (let i = 0; i <= 2 * n; i++) {
    const j = i - n;
    if (j === 0) kernel[i] = 0.25 / step;
    else if (j % 2 !== 0) kernel[i] = -((Math.PI * j) ** -2 / step);
  }
  return kernel;
}

// canary 71bc6616ec0745b99cada26594a3eb13
