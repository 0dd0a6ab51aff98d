// Samples from end to end, with the right frequencies and step.
import { fourier, type LineSpectrum } from "@cryolab/lib";

/** Fourier transform of a function of one variable, from samples of it. */
export function continuousFt(
  f: (x: number) => number,
  length: number,
  n: number,
): { s: Float64Array; F: LineSpectrum } {
  const step = length / n;
  const samples = Float64Array.from({ length: n }, (_, j) => f(n > 1 ? (j / (n - 1) - 0.5) * length : 0));
  const rolled = fourier.ifftshift({ shape: [n] as const, data: samples });
  const sum = fourier.fft(rolled);
  const re = sum.re.map((v) => v * step);
  const im = sum.im.map((v) => v * step);
  return { s: fourier.fftfreq(n, step), F: { shape: [n], re, im } };
}

// canary 62b9db839e5dd5d6c679f5ec5efde4dd
