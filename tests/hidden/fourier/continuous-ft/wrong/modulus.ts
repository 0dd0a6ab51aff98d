// The modulus in place of the complex value.
import { fourier, type LineSpectrum } from "@cryolab/lib";

/** Fourier transform of a function of one variable, from samples of it. */
export function continuousFt(
  f: (x: number) => number,
  length: number,
  n: number,
): { s: Float64Array; F: LineSpectrum } {
  const step = length / n;
  const samples = Float64Array.from({ length: n }, (_, j) => f((j - Math.floor(n / 2)) * step));
  const rolled = fourier.ifftshift({ shape: [n] as const, data: samples });
  const sum = fourier.fft(rolled);
  const re = sum.re.map((v, k) => Math.hypot(v, sum.im[k]) * step);
  const im = sum.im.map((v) => 0 * v);
  return { s: fourier.fftfreq(n, step), F: { shape: [n], re, im } };
}

// canary 7b8705e79a4df8ec0ac52637c04885a6
