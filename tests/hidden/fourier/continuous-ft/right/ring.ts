// Samples written around a ring, x = 0 first; s positive at Nyquist, both in ascending order at the end.
import { fourier, type LineSpectrum } from "@cryolab/lib";

export function continuousFt(
  f: (x: number) => number,
  length: number,
  n: number,
): { s: Float64Array; F: LineSpectrum } {
  const ring = new Float64Array(n);
  for (let j = -Math.floor(n / 2); j < Math.ceil(n / 2); j++) ring[(j + n) % n] = f((j * length) / n);
  const { re, im } = fourier.fft({ shape: [n] as const, data: ring });
  const order = Array.from({ length: n }, (_, i) => i - Math.floor((n - 1) / 2));
  const at = (k: number) => (k + n) % n;
  return {
    s: Float64Array.from(order, (k) => k / length),
    F: {
      shape: [n],
      re: Float64Array.from(order, (k) => (re[at(k)] * length) / n),
      im: Float64Array.from(order, (k) => (im[at(k)] * length) / n),
    },
  };
}

// canary d7ed9583da227b031bfa67af2eb30373
