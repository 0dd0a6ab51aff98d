// Counts shells from the middle of the array.
import type { ImageSpectrum } from "@cryolab/lib";

export function wienerFilter(F: ImageSpectrum, H: ImageSpectrum, snr: number | Float64Array): ImageSpectrum {
  const [ny, nx] = F.shape;
  const re = new Float64Array(ny * nx);
  const im = new Float64Array(ny * nx);
  for (let y = 0; y < ny; y++)
    for (let x = 0; x < nx; x++) {
      const i = y * nx + x;
      const ky = y - Math.floor(ny / 2);
      const kx = x - Math.floor(nx / 2);
      const shell = Math.round(Math.sqrt(kx * kx + ky * ky));
      const ratio = typeof snr === "number" ? snr : snr[shell];
      const below = H.re[i] * H.re[i] + H.im[i] * H.im[i] + 1 / ratio;
      if (below === 0) continue;
      re[i] = (H.re[i] * F.re[i] + H.im[i] * F.im[i]) / below;
      im[i] = (H.re[i] * F.im[i] - H.im[i] * F.re[i]) / below;
    }
  return { shape: [ny, nx], re, im };
}

// canary 0df10ec010439d4472aa82ca7e3fef0a
