// A table of the n roots of unity, looked up at k·j modulo n; inverse by conjugation: ifft(F) = conj(fft(conj F)) / n.
import type { LineSpectrum } from "@cryolab/lib";

export function dft(x: LineSpectrum, inverse?: boolean): LineSpectrum {
  const n = x.re.length;
  const roots = Array.from({ length: n }, (_, m) => [
    Math.cos((2 * Math.PI * m) / n),
    -Math.sin((2 * Math.PI * m) / n),
  ]);
  const flip = inverse ? -1 : 1;
  const pairs = Array.from({ length: n }, (_, k) => {
    let re = 0;
    let im = 0;
    x.re.forEach((a, j) => {
      const [c, s] = roots[(k * j) % n];
      const b = flip * x.im[j];
      re += a * c - b * s;
      im += a * s + b * c;
    });
    return inverse ? [re / n, -im / n] : [re, im];
  });
  return { shape: x.shape, re: Float64Array.from(pairs, ([re]) => re), im: Float64Array.from(pairs, ([, im]) => im) };
}

// canary 59901435724a48f3d34781f4e6f2ce04
