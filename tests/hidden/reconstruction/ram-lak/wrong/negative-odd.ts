// j % 2 === 1 forgets negative odd offsets.
export function ramLak(n: number, step: number): Float64Array {
  const kernel = new Float64Array(2 * n + 1);
  for (let i = 0; i <= 2 * n; i++) {
    const j = i - n;
    if (j === 0) kernel[i] = 0.25 / step ** 2;
    else if (j % 2 === 1) kernel[i] = -((Math.PI * j * step) ** -2);
  }
  return kernel;
}

// canary ab65044d1e6c749a125c363f12148a59
