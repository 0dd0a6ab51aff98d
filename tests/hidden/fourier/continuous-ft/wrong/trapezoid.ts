// The samples at both ends count half, as in the trapezoid rule.
import { fourier, type LineSpectrum } from "@cryolab/lib";

/** Fourier transform of a function of one variable, from samples of it. */
export function continuousFt(
  f: (x: number) => number,
  length: number,
  n: number,
): { s: Float64Array; F: LineSpectrum } {
  const step = length / n;
  const samples = Float64Array.from({ length: n }, (_, j) => f((j - Math.floor(n / 2)) * step));
  samples[0] /= n > 1 ? 2 : 1;
  samples[n - 1] /= n > 1 ? 2 : 1;
  const rolled = fourier.ifftshift({ shape: [n] as const, data: samples });
  const sum = fourier.fft(rolled);
  const re = sum.re.map((v) => v * step);
  const im = sum.im.map((v) => v * step);
  return { s: fourier.fftfreq(n, step), F: { shape: [n], re, im } };
}

// canary 4afa129b0133f9c5810de06c0d4974cc
