// The inverse filter, damped by |H|²/(|H|² + 1/snr); a map over the values.
import type { ImageSpectrum } from "@cryolab/lib";

export function wienerFilter(F: ImageSpectrum, H: ImageSpectrum, snr: number | Float64Array): ImageSpectrum {
  const [ny, nx] = F.shape;
  const ratio = (i: number): number => {
    if (typeof snr === "number") return snr;
    const x = Math.min(i % nx, nx - (i % nx));
    const row = Math.floor(i / nx);
    const y = Math.min(row, ny - row);
    return snr[Math.floor(Math.sqrt(x * x + y * y) + 0.5)];
  };
  const part = (which: "re" | "im"): Float64Array =>
    F.re.map((_, i) => {
      const h2 = H.re[i] ** 2 + H.im[i] ** 2;
      if (h2 === 0) return 0;
      const inverse =
        which === "re" ? (F.re[i] * H.re[i] + F.im[i] * H.im[i]) / h2 : (F.im[i] * H.re[i] - F.re[i] * H.im[i]) / h2;
      return inverse / (1 + 1 / (ratio(i) * h2));
    });
  return { shape: [ny, nx], re: part("re"), im: part("im") };
}

// canary 93dd56007c72dc96c92e9eac2958f0a2
