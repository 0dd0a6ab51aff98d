// A list of shells first, then a complex gain snr · conj H/(snr |H|² + 1).
import { fourier, type ImageSpectrum } from "@cryolab/lib";

export function wienerFilter(F: ImageSpectrum, H: ImageSpectrum, snr: number | Float64Array): ImageSpectrum {
  const [ny, nx] = F.shape;
  const rows = fourier.fftfreq(ny, 1 / ny);
  const columns = fourier.fftfreq(nx, 1 / nx);
  const re: number[] = [];
  const im: number[] = [];
  for (const ky of rows)
    for (const kx of columns) {
      const i = re.length;
      const s = typeof snr === "number" ? snr : snr[Math.round(Math.hypot(kx, ky))];
      const [a, b] = [H.re[i], H.im[i]];
      const power = a * a + b * b;
      let scale = 0;
      if (power > 0) scale = s === Infinity ? 1 / power : s / (s * power + 1);
      re.push(scale * (a * F.re[i] + b * F.im[i]));
      im.push(scale * (a * F.im[i] - b * F.re[i]));
    }
  return { shape: F.shape, re: Float64Array.from(re), im: Float64Array.from(im) };
}

// canary 4d89898b9c498b969583470e59955632
