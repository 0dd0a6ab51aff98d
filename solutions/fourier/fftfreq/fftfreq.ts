/** Frequencies of the coefficients of a transform, zero first. */
export function fftfreq(n: number, pixelSize: number): Float64Array {
  return Float64Array.from({ length: n }, (_, k) => (2 * k < n ? k : k - n) / (n * pixelSize));
}

// canary e629cc2cca09d78c025e998e0c14f5c1
