// Multiplies by the pixel size in place of dividing by it.
export function fftfreq(n: number, pixelSize: number): Float64Array {
  return Float64Array.from({ length: n }, (_, k) => ((2 * k < n ? k : k - n) * pixelSize) / n);
}

// canary 8df02bef813a5a7cfbe5db0e0aa4079b
