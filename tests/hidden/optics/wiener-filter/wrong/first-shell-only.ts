// Reads one value of an array for all shells.
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
      const ratio = typeof snr === "number" ? snr : snr[shell > 0 ? 1 : 0];
      const below = H.re[i] * H.re[i] + H.im[i] * H.im[i] + 1 / ratio;
      if (below === 0) continue;
      re[i] = (H.re[i] * F.re[i] + H.im[i] * F.im[i]) / below;
      im[i] = (H.re[i] * F.im[i] - H.im[i] * F.re[i]) / below;
    }
  return { shape: [ny, nx], re, im };
}

// canary de27eddb7d899fefd0e2b304ff071420
