// Even offsets have −1/(π² j² Δ²) as well.
export function ramLak(n: number, step: number): Float64Array {
  const kernel = new Float64Array(2 * n + 1);
  for (let i = 0; i <= 2 * n; i++) {
    const j = i - n;
    if (j === 0) kernel[i] = 0.25 / step ** 2;
    else kernel[i] = -((Math.PI * j * step) ** -2);
  }
  return kernel;
}

// canary 1ec7e1ad17b9dc11fca4493a2ccf537d
