// The centred list, rolled so that zero comes first.
export function fftfreq(n: number, pixelSize: number): Float64Array {
  const zero = Math.floor(n / 2);
  const centred = Array.from({ length: n }, (_, i) => (i - zero) / n / pixelSize);
  return new Float64Array([...centred.slice(zero), ...centred.slice(0, zero)]);
}

// canary f1e73f248920428f5d3a838a1c3c7a3b
