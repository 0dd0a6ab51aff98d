// Writes the result over F.
import type { ImageSpectrum } from "@cryolab/lib";

export function wienerFilter(F: ImageSpectrum, H: ImageSpectrum, snr: number | Float64Array): ImageSpectrum {
  const [ny, nx] = F.shape;
  const re = F.re;
  const im = F.im;
  for (let y = 0; y < ny; y++)
    for (let x = 0; x < nx; x++) {
      const i = y * nx + x;
      const ky = 2 * y < ny ? y : y - ny;
      const kx = 2 * x < nx ? x : x - nx;
      const shell = Math.round(Math.sqrt(kx * kx + ky * ky));
      const ratio = typeof snr === "number" ? snr : snr[shell];
      const below = H.re[i] * H.re[i] + H.im[i] * H.im[i] + 1 / ratio;
      const [c, d] = [F.re[i], F.im[i]];
      re[i] = 0;
      im[i] = 0;
      if (below === 0) continue;
      re[i] = (H.re[i] * c + H.im[i] * d) / below;
      im[i] = (H.re[i] * d - H.im[i] * c) / below;
    }
  return { shape: [ny, nx], re, im };
}

// canary a99571093dc8d8232743f66a3fe688f4
