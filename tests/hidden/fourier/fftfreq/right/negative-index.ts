// Walks from the most negative frequency and lets a negative index count from the end.
export function fftfreq(n: number, pixelSize: number): Float64Array {
  const s = new Float64Array(n);
  const step = 1 / (n * pixelSize);
  for (let k = -Math.floor(n / 2); 2 * k < n; k++) s[(k + n) % n] = k * step;
  return s;
}

// canary 808c5411369db8fe88c89479b3c7374b
