// Uses the real part of H alone.
import type { ImageSpectrum } from "@cryolab/lib";

export function wienerFilter(F: ImageSpectrum, H: ImageSpectrum, snr: number | Float64Array): ImageSpectrum {
  const [ny, nx] = F.shape;
  const re = new Float64Array(ny * nx);
  const im = new Float64Array(ny * nx);
  for (let y = 0; y < ny; y++)
    for (let x = 0; x < nx; x++) {
      const i = y * nx + x;
      const ky = 2 * y < ny ? y : y - ny;
      const kx = 2 * x < nx ? x : x - nx;
      const shell = Math.round(Math.sqrt(kx * kx + ky * ky));
      const ratio = typeof snr === "number" ? snr : snr[shell];
      const below = H.re[i] * H.re[i] + 1 / ratio;
      if (below === 0) continue;
      re[i] = (H.re[i] * F.re[i]) / below;
      im[i] = (H.re[i] * F.im[i]) / below;
    }
  return { shape: [ny, nx], re, im };
}

// canary b83f369db1e24dfba1055f54e61779ca
