// The integral by parts: 2 [S sin(2πSt)/(2πt) + (cos(2πSt) − 1)/(2πt)²] with S = 1/(2Δ), t = jΔ.
export function ramLak(n: number, step: number): Float64Array {
  const nyquist = 1 / (2 * step);
  return new Float64Array(2 * n + 1).map((_, i) => {
    const turn = 2 * Math.PI * (i - n) * step;
    if (turn === 0) return nyquist * nyquist;
    return 2 * ((nyquist * Math.sin(nyquist * turn)) / turn + (Math.cos(nyquist * turn) - 1) / (turn * turn));
  });
}

// canary 608962b268d6237ff398b08ce424e5e5
