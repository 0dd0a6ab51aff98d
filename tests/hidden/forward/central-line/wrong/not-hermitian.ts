// Negative frequencies are those of the mirrored line.
import { fourier, type ImageSpectrum, type LineSpectrum } from "@cryolab/lib";

export function centralLine(F: ImageSpectrum, angle: number): LineSpectrum {
  const n = F.shape[0];
  const c = Math.floor(n / 2);
  const image = fourier.fftshift({ shape: F.shape, data: fourier.ifft(F).re });
  const line = { shape: [n] as const, re: new Float64Array(n), im: new Float64Array(n) };
  const [dx, dy] = [Math.cos(angle), Math.sin(angle)];
  for (const [j, s] of fourier.fftfreq(n, 1).entries())
    for (const [at, value] of image.data.entries()) {
      const t = ((at % n) - c) * dx + (Math.floor(at / n) - c) * (s < 0 ? -dy : dy);
      line.re[j] += value * Math.cos(2 * Math.PI * s * t);
      line.im[j] -= value * Math.sin(2 * Math.PI * s * t);
    }
  return line;
}

// canary f450fcfd439f0670658f30ed6fa049da
