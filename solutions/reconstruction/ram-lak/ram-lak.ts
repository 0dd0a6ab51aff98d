/** The kernel of the ramp below Nyquist, offsets from −n to n. */
export function ramLak(n: number, step: number): Float64Array {
  const kernel = new Float64Array(2 * n + 1);
  for (let i = 0; i <= 2 * n; i++) {
    const j = i - n;
    if (j === 0) kernel[i] = 0.25 / step ** 2;
    else if (j % 2 !== 0) kernel[i] = -((Math.PI * j * step) ** -2);
  }
  return kernel;
}

// canary 637302887d474c90d2d5122ec9a8f773
