// Only the frequencies from 0 up.
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
  const re = sum.re.map((v) => v * step);
  const im = sum.im.map((v) => v * step);
  const h = Math.floor(n / 2) + 1;
  return { s: fourier.fftfreq(n, step).slice(0, h), F: { shape: [h], re: re.slice(0, h), im: im.slice(0, h) } };
}

// canary 3bfe2408ca020fb85907d4f7f743a7a5
