// Only the middle knows the step.
export function ramLak(n: number, step: number): Float64Array {
  const kernel = new Float64Array(2 * n + 1);
  for (let i = 0; i <= 2 * n; i++) {
    const j = i - n;
    if (j === 0) kernel[i] = 0.25 / step ** 2;
    else if (j % 2 !== 0) kernel[i] = -((Math.PI * j) ** -2);
  }
  return kernel;
}

// canary f2093dbbc6d23acc852a48c1bbf7eb15
