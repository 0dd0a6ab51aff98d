// Takes the nearest frequency.
import { fourier, type ImageSpectrum, type LineSpectrum } from "@cryolab/lib";

export function centralLine(F: ImageSpectrum, angle: number): LineSpectrum {
  const n = F.shape[0];
  const c = Math.floor(n / 2);
  const image = fourier.fftshift({ shape: F.shape, data: fourier.ifft(F).re });
  const line = { shape: [n] as const, re: new Float64Array(n), im: new Float64Array(n) };
  const [dx, dy] = [Math.cos(angle), Math.sin(angle)];
  for (const [j, s] of fourier.fftfreq(n, 1).entries())
    for (const [at, value] of image.data.entries()) {
      const [a, b] = [Math.round(s * n * dx), Math.round(s * n * dy)];
      const t = (((at % n) - c) * a + (Math.floor(at / n) - c) * b) / (s * n || 1);
      line.re[j] += value * Math.cos(2 * Math.PI * s * t);
      line.im[j] -= value * Math.sin(2 * Math.PI * s * t);
    }
  return line;
}

// canary ea7cb6bce76b7231a55375ce366c6c50
