// In the order of a centred spectrum: from the most negative frequency to the most positive.
export function fftfreq(n: number, pixelSize: number): Float64Array {
  return Float64Array.from({ length: n }, (_, k) => (k - Math.floor(n / 2)) / (n * pixelSize));
}

// canary 7fd6b3be12ca4511acb5dda8cbe926cc
