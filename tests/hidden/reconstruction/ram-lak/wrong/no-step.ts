// The step is left out.
export function ramLak(n: number, _step: number): Float64Array {
  const kernel = new Float64Array(2 * n + 1);
  for (let i = 0; i <= 2 * n; i++) {
    const j = i - n;
    if (j === 0) kernel[i] = 0.25;
    else if (j % 2 !== 0) kernel[i] = -((Math.PI * j) ** -2);
  }
  return kernel;
}

// canary c558362fa66ecdbe479ece4d943cd0bd
