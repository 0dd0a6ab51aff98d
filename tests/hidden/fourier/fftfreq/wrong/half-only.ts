// Only the frequencies of a half spectrum, floor(n/2) + 1 of them.
export function fftfreq(n: number, pixelSize: number): Float64Array {
  return Float64Array.from({ length: Math.floor(n / 2) + 1 }, (_, k) => k / (n * pixelSize));
}

// canary 85e7456a39adc0b4b28988209e27dca3
