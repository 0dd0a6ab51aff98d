// π is not squared.
export function ramLak(n: number, step: number): Float64Array {
  const kernel = new Float64Array(2 * n + 1);
  for (let i = 0; i <= 2 * n; i++) {
    const j = i - n;
    if (j === 0) kernel[i] = 0.25 / step ** 2;
    else if (j % 2 !== 0) kernel[i] = -((j * step) ** -2) / Math.PI;
  }
  return kernel;
}

// canary aeda954d7701dc2acbd9c1a4254c3107
