// h(0) is π²/… of a ramp in radians: 4π² too large.
export function ramLak(n: number, step: number): Float64Array {
  const kernel = new Float64Array(2 * n + 1);
  for (let i = 0; i <= 2 * n; i++) {
    const j = i - n;
    if (j === 0) kernel[i] = (Math.PI / step) ** 2;
    else if (j % 2 !== 0) kernel[i] = -((0.5 * j * step) ** -2);
  }
  return kernel;
}

// canary d2cb894c2be5fa718f1f1152c7ae4398
