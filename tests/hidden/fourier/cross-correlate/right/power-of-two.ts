// Spectra of a power of two, the trace put behind na − 1 zeros so that no lag is negative.
import { fourier } from "@cryolab/lib";

export function crossCorrelate(x: Float64Array, a: Float64Array): { lags: Int32Array; c: Float64Array } {
  const count = x.length + a.length - 1;
  let n = 1;
  while (n < count + a.length) n *= 2;
  const line = (v: Float64Array, at: number) => {
    const re = new Float64Array(n);
    re.set(v, at);
    return { shape: [n] as const, re, im: new Float64Array(n) };
  };
  const X = fourier.fft(line(x, a.length - 1));
  const A = fourier.fft(line(a, 0));
  for (let k = 0; k < n; k++) {
    const [p, q] = [X.re[k], X.im[k]];
    X.re[k] = p * A.re[k] + q * A.im[k];
    X.im[k] = q * A.re[k] - p * A.im[k];
  }
  const c = fourier.ifft(X).re.slice(0, count);
  return { lags: Int32Array.from(c, (_, i) => i - a.length + 1), c };
}

// canary eb2763a52aa0e36e6f83fce43eeba509
