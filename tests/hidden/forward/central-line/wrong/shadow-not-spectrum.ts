// Gives the shadow in place of its spectrum.
import { fourier, type ImageSpectrum, type LineSpectrum } from "@cryolab/lib";

export function centralLine(F: ImageSpectrum, angle: number): LineSpectrum {
  const n = F.shape[0];
  const c = Math.floor(n / 2);
  const image = fourier.fftshift({ shape: F.shape, data: fourier.ifft(F).re });
  const line = { shape: [n] as const, re: new Float64Array(n), im: new Float64Array(n) };
  const [dx, dy] = [Math.cos(angle), Math.sin(angle)];
  for (const [j, s] of fourier.fftfreq(n, 1).entries())
    for (const [at, value] of image.data.entries()) {
      const t = ((at % n) - c) * dx + (Math.floor(at / n) - c) * dy;
      line.re[j] += value * Math.cos(2 * Math.PI * s * t);
      line.im[j] -= value * Math.sin(2 * Math.PI * s * t);
    }
  return {
    shape: [n],
    re: fourier.fftshift({ shape: [n], data: fourier.ifft(line).re }).data,
    im: new Float64Array(n),
  };
}

// canary 3cf4f569ca6bc36a16d0b758cf7db87d
