// Padded twofold, read bilinearly in the middle of the finer spectrum.
import { fourier, type ImageSpectrum, type LineSpectrum, sampling } from "@cryolab/lib";

export function centralLine(F: ImageSpectrum, angle: number): LineSpectrum {
  const n = F.shape[0];
  const N = 2 * n;
  const image = fourier.fftshift({ shape: F.shape, data: fourier.ifft(F).re });
  const fine = fourier.fft(fourier.ifftshift(sampling.pad(image, [N, N])));
  const points = { shape: [n, 2] as const, data: new Float64Array(2 * n) };
  const clean = (v: number) => (Math.abs(v - Math.round(v)) < 1e-9 ? Math.round(v) : v);
  for (const [i, k] of fourier.fftfreq(n, 1 / N).entries()) {
    points.data[2 * i] = clean(k * Math.cos(angle));
    points.data[2 * i + 1] = clean(k * Math.sin(angle));
  }
  const [re, im] = [fine.re, fine.im].map((data) =>
    sampling.bilinear(fourier.fftshift({ shape: [N, N] as const, data }), points),
  );
  return { shape: [n], re, im };
}

// canary 0f39e156891b9e7b7af2e888d1eea6a9
