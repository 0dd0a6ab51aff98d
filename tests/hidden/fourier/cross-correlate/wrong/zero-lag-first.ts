// The order of the ring: 0, 1, …, then the negative lags.
import { fourier, type LineSpectrum } from "@cryolab/lib";

/** Linear cross-correlation of a trace with a shape, as a product of spectra. */
export function crossCorrelate(x: Float64Array, a: Float64Array): { lags: Int32Array; c: Float64Array } {
  const L = x.length + a.length - 1;
  const X = fourier.fft(padded(x, L));
  const A = fourier.fft(padded(a, L));
  const re = new Float64Array(L);
  const im = new Float64Array(L);
  for (let k = 0; k < L; k++) {
    re[k] = X.re[k] * A.re[k] + X.im[k] * A.im[k];
    im[k] = X.im[k] * A.re[k] - X.re[k] * A.im[k];
  }
  const ring = fourier.ifft({ shape: X.shape, re, im }).re;
  const lags = Int32Array.from({ length: L }, (_, i) => (i < x.length ? i : i - L));
  const c = Float64Array.from(lags, (q) => ring[q < 0 ? q + L : q]);
  return { lags, c };
}

/** Values with zeros behind, as a complex line of L. */
function padded(values: Float64Array, L: number): LineSpectrum {
  const re = new Float64Array(L);
  re.set(values);
  return { shape: [L], re, im: new Float64Array(L) };
}

// canary 0314efe27cf3e55aa2345cc153f67076
