// The mean of the samples is taken away.
import { fourier, type LineSpectrum } from "@cryolab/lib";

/** Fourier transform of a function of one variable, from samples of it. */
export function continuousFt(
  f: (x: number) => number,
  length: number,
  n: number,
): { s: Float64Array; F: LineSpectrum } {
  const step = length / n;
  const samples = Float64Array.from({ length: n }, (_, j) => f((j - Math.floor(n / 2)) * step));
  const mean = samples.reduce((a, b) => a + b, 0) / n;
  const rolled = fourier.ifftshift({ shape: [n] as const, data: samples.map((v) => v - mean) });
  const sum = fourier.fft(rolled);
  const re = sum.re.map((v) => v * step);
  const im = sum.im.map((v) => v * step);
  return { s: fourier.fftfreq(n, step), F: { shape: [n], re, im } };
}

// canary da0efca09cdd8597359a3b2b04675277
