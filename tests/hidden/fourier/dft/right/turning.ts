// The wave is turned step by step by one complex product; samples outside, frequencies inside.
import type { LineSpectrum } from "@cryolab/lib";

export function dft(x: LineSpectrum, inverse = false): LineSpectrum {
  const { re: a, im: b } = x;
  const n = a.length;
  const re = new Float64Array(n);
  const im = new Float64Array(n);
  for (let j = 0; j < n; j++) {
    const angle = ((inverse ? 1 : -1) * 2 * Math.PI * j) / n;
    const [c, s] = [Math.cos(angle), Math.sin(angle)];
    let [p, q] = [1, 0];
    for (let k = 0; k < n; k++) {
      re[k] += a[j] * p - b[j] * q;
      im[k] += a[j] * q + b[j] * p;
      [p, q] = [p * c - q * s, p * s + q * c];
    }
  }
  return inverse ? { shape: [n], re: re.map((v) => v / n), im: im.map((v) => v / n) } : { shape: [n], re, im };
}

// canary 9e83511b6b0e43d0482c8fbd6850aed0
