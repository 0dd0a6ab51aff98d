// The Nyquist frequency of even n is written with a plus sign.
export function fftfreq(n: number, pixelSize: number): Float64Array {
  return Float64Array.from({ length: n }, (_, k) => (2 * k <= n ? k : k - n) / (n * pixelSize));
}

// canary 01a856f072e81dc4aaccfcd6bee9e360
