// Only offsets 0 to n.
export function ramLak(n: number, step: number): Float64Array {
  const kernel = new Float64Array(n + 1);
  for (let i = 0; i <= n; i++) {
    const j = i;
    if (j === 0) kernel[i] = 0.25 / step ** 2;
    else if (j % 2 !== 0) kernel[i] = -((Math.PI * j * step) ** -2);
  }
  return kernel;
}

// canary cf3434d49ec7a11a5a7672b8642831d1
