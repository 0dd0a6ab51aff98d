// Divides by n: the step without the length.
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
  const re = sum.re.map((v) => v / n);
  const im = sum.im.map((v) => v / n);
  return { s: fourier.fftfreq(n, step), F: { shape: [n], re, im } };
}

// canary 6ee7f090acec3e21c66f554b81634527
