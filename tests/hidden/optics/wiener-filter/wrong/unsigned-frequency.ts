// Frequencies grow to the last pixel.
import type { ImageSpectrum } from "@cryolab/lib";

export function wienerFilter(F: ImageSpectrum, H: ImageSpectrum, snr: number | Float64Array): ImageSpectrum {
  const [ny, nx] = F.shape;
  const re = new Float64Array(ny * nx);
  const im = new Float64Array(ny * nx);
  for (let y = 0; y < ny; y++)
    for (let x = 0; x < nx; x++) {
      const i = y * nx + x;
      const ky = y;
      const kx = x;
      const shell = Math.round(Math.sqrt(kx * kx + ky * ky));
      const ratio = typeof snr === "number" ? snr : snr[Math.min(shell, snr.length - 1)];
      const below = H.re[i] * H.re[i] + H.im[i] * H.im[i] + 1 / ratio;
      if (below === 0) continue;
      re[i] = (H.re[i] * F.re[i] + H.im[i] * F.im[i]) / below;
      im[i] = (H.re[i] * F.im[i] - H.im[i] * F.re[i]) / below;
    }
  return { shape: [ny, nx], re, im };
}

// canary ea92b0b3f483a3a30c9b2b0029e31a3c
