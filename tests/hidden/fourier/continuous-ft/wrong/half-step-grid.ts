// Samples in the middle of the steps: x = 0 is none for even n.
import { fourier, type LineSpectrum } from "@cryolab/lib";

/** Fourier transform of a function of one variable, from samples of it. */
export function continuousFt(
  f: (x: number) => number,
  length: number,
  n: number,
): { s: Float64Array; F: LineSpectrum } {
  const step = length / n;
  const samples = Float64Array.from({ length: n }, (_, j) => f((j - n / 2 + 0.5) * step));
  const rolled = fourier.ifftshift({ shape: [n] as const, data: samples });
  const sum = fourier.fft(rolled);
  const re = sum.re.map((v) => v * step);
  const im = sum.im.map((v) => v * step);
  return { s: fourier.fftfreq(n, step), F: { shape: [n], re, im } };
}

// canary 94b1a3d5515fee0a227dfa26e9893577
