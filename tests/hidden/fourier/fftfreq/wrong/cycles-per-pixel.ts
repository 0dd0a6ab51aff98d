// Cycles per pixel: the pixel size is left out.
export function fftfreq(n: number, pixelSize: number): Float64Array {
  return Float64Array.from({ length: n }, (_, k) => (2 * k < n ? k : k - n) / n + 0 * pixelSize);
}

// canary 9c3dec379df9cbcf8f36c2a8f80aa1f8
