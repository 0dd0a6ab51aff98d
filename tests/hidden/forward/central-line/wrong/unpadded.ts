// Reads the spectrum bilinearly without padding.
import { fourier, type ImageSpectrum, type LineSpectrum, sampling } from "@cryolab/lib";

export function centralLine(F: ImageSpectrum, angle: number): LineSpectrum {
  const n = F.shape[0];
  const k = fourier.fftfreq(n, 1 / n);
  const points = { shape: [n, 2] as const, data: new Float64Array(2 * n) };
  for (const [i, v] of k.entries())
    points.data.set(
      [v * Math.cos(angle), v * Math.sin(angle)].map((u) => Math.round(u * 1e9) / 1e9),
      2 * i,
    );
  const read = (data: Float64Array) => sampling.bilinear(fourier.fftshift({ shape: F.shape, data }), points);
  return { shape: [n], re: read(F.re), im: read(F.im) };
}

// canary d61069e3c59d16800f6502e8ae7ce3f2
