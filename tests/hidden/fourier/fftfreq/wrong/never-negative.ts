// All frequencies from 0 upwards: the upper half is not folded back.
export function fftfreq(n: number, pixelSize: number): Float64Array {
  return Float64Array.from({ length: n }, (_, k) => k / (n * pixelSize));
}

// canary 334e2cee93317ab19d6bc08de2f45daf
