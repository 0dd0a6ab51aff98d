// Angular frequency: 2π times too large.
export function fftfreq(n: number, pixelSize: number): Float64Array {
  return Float64Array.from({ length: n }, (_, k) => (2 * Math.PI * (2 * k < n ? k : k - n)) / (n * pixelSize));
}

// canary 3070b12206c16e3395be663e26c453ec
