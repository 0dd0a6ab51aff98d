// The kernel of Shepp and Logan, −2/(π² Δ² (4j² − 1)).
export function ramLak(n: number, step: number): Float64Array {
  const kernel = new Float64Array(2 * n + 1);
  for (let i = 0; i <= 2 * n; i++) {
    const j = i - n;

    kernel[i] = -2 / ((Math.PI * step) ** 2 * (4 * j * j - 1));
  }
  return kernel;
}

// canary 2d50684778487d91a493550c4ad8e110
