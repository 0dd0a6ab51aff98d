// x and y exchanged.
import { fourier, type ImageSpectrum, type LineSpectrum } from "@cryolab/lib";

export function centralLine(F: ImageSpectrum, angle: number): LineSpectrum {
  const n = F.shape[0];
  const c = Math.floor(n / 2);
  const image = fourier.fftshift({ shape: F.shape, data: fourier.ifft(F).re });
  const line = { shape: [n] as const, re: new Float64Array(n), im: new Float64Array(n) };
  const [dx, dy] = [Math.sin(angle), Math.cos(angle)];
  for (const [j, s] of fourier.fftfreq(n, 1).entries())
    for (const [at, value] of image.data.entries()) {
      const t = ((at % n) - c) * dx + (Math.floor(at / n) - c) * dy;
      line.re[j] += value * Math.cos(2 * Math.PI * s * t);
      line.im[j] -= value * Math.sin(2 * Math.PI * s * t);
    }
  return line;
}

// canary ff536ec0d580e8775d9af768237a8263
