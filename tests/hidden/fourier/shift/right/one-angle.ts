// One angle for each coefficient, k counted in whole numbers; Nyquist as a mean of two waves.
import type { ImageSpectrum } from "@cryolab/lib";

export function fourierShift(F: ImageSpectrum, [x, y]: readonly [x: number, y: number]): ImageSpectrum {
  const [ny, nx] = F.shape;
  const re = F.re.slice();
  const im = F.im.slice();
  const signed = (k: number, n: number): number[] => (2 * k === n ? [-k, k] : [2 * k < n ? k : k - n]);
  for (let i = 0; i < re.length; i++) {
    const rows = signed(Math.floor(i / nx), ny);
    const columns = signed(i % nx, nx);
    let [c, s] = [0, 0];
    for (const ky of rows)
      for (const kx of columns) {
        const angle = 2 * Math.PI * ((kx * x) / nx + (ky * y) / ny);
        c += Math.cos(angle) / (rows.length * columns.length);
        s -= Math.sin(angle) / (rows.length * columns.length);
      }
    [re[i], im[i]] = [F.re[i] * c - F.im[i] * s, F.re[i] * s + F.im[i] * c];
  }
  return { shape: F.shape, re, im };
}

// canary 33c29674cd38e027d2cdc43c00d10cb6
