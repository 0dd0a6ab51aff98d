// By modulus and phase.
import type { ImageSpectrum } from "@cryolab/lib";

export function wienerFilter(F: ImageSpectrum, H: ImageSpectrum, snr: number | Float64Array): ImageSpectrum {
  const [ny, nx] = F.shape;
  const half = (k: number, n: number): number => (k > n / 2 ? n - k : k);
  const re = new Float64Array(nx * ny);
  const im = new Float64Array(nx * ny);
  for (let x = nx - 1; x >= 0; x--)
    for (let y = ny - 1; y >= 0; y--) {
      const i = x + nx * y;
      const s = typeof snr === "number" ? snr : snr[Math.round(Math.hypot(half(x, nx), half(y, ny)))];
      const h = Math.hypot(H.re[i], H.im[i]);
      if (h === 0) continue;
      const modulus = Math.hypot(F.re[i], F.im[i]) / (h + 1 / (s * h));
      const angle = Math.atan2(F.im[i], F.re[i]) - Math.atan2(H.im[i], H.re[i]);
      re[i] = modulus * Math.cos(angle);
      im[i] = modulus * Math.sin(angle);
    }
  return { shape: [ny, nx], re, im };
}

// canary d28b06536dcdb81739ddd4b712a2b22f
