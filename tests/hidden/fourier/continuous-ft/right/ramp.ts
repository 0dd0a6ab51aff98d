// Transforms from the left end of the window and puts the origin right by e^(+2πi k floor(n/2)/n).
import { fourier, type LineSpectrum } from "@cryolab/lib";

export function continuousFt(
  f: (x: number) => number,
  length: number,
  n: number,
): { s: Float64Array; F: LineSpectrum } {
  const c = Math.floor(n / 2);
  const step = length / n;
  const F = fourier.fft({
    shape: [n] as const,
    re: Float64Array.from({ length: n }, (_, j) => f((j - c) * step)),
    im: new Float64Array(n),
  });
  const s = new Float64Array(n);
  for (let k = 0; k < n; k++) {
    const angle = (2 * Math.PI * ((k * c) % n)) / n;
    const [re, im] = [F.re[k], F.im[k]];
    F.re[k] = step * (re * Math.cos(angle) - im * Math.sin(angle));
    F.im[k] = step * (re * Math.sin(angle) + im * Math.cos(angle));
    s[k] = (2 * k < n ? k : k - n) / length;
  }
  return { s, F: { shape: [n], re: F.re, im: F.im } };
}

// canary 8c35c7dc030056294ef903e74566b08d
