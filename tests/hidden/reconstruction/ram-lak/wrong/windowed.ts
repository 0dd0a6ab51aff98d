// A Hann window is multiplied in.
export function ramLak(n: number, step: number): Float64Array {
  const kernel = new Float64Array(2 * n + 1);
  for (let i = 0; i <= 2 * n; i++) {
    const j = i - n;
    if (j === 0) kernel[i] = 0.25 / step ** 2;
    else if (j % 2 !== 0) kernel[i] = -((Math.PI * j * step) ** -2);
  }
  return kernel.map((h, i) => h * Math.cos((Math.PI * (i - n)) / (2 * n + 2)) ** 2);
}

// canary cf9fa3f2c3befb12e783981415d26dc3
