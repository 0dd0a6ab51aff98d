// A volume of gains first, filled symmetrically, then one product.
import { fourier, type Volume } from "@cryolab/lib";

/** Form of a cut: a step, half a cosine period, or a Gaussian. */
export type Edge = "hard" | "cosine" | "gaussian";

export function lowPass(
  volume: Volume,
  pixelSize: number,
  options: { readonly resolution: number; readonly edge?: Edge; readonly width?: number },
): Volume {
  const [nz, ny, nx] = volume.shape;
  const step = [nz, ny, nx].map((n) => 1 / (n * pixelSize));
  const wave = (s2: number): number => {
    const s = Math.sqrt(s2);
    const cut = 1 / options.resolution;
    switch (options.edge) {
      case "gaussian":
        return 2 ** (-s2 / cut / cut);
      case "cosine": {
        const from = cut - (options.width ?? 0) / 2;
        const to = cut + (options.width ?? 0) / 2;
        if (s <= from) return 1;
        return s >= to ? 0 : Math.cos((0.5 * Math.PI * (s - from)) / (to - from)) ** 2;
      }
      default:
        return s <= cut ? 1 : 0;
    }
  };
  const gains = new Float64Array(nz * ny * nx);
  for (let z = 0; z < nz; z++)
    for (let y = 0; y < ny; y++)
      for (let x = 0; x < nx; x++) {
        const k = [Math.min(z, nz - z), Math.min(y, ny - y), Math.min(x, nx - x)];
        gains[(z * ny + y) * nx + x] = wave(k.reduce((sum, v, axis) => sum + (v * step[axis]) ** 2, 0));
      }
  const F = fourier.fft(volume);
  const filtered = { shape: volume.shape, re: F.re.map((v, i) => v * gains[i]), im: F.im.map((v, i) => v * gains[i]) };
  return { shape: volume.shape, data: Float64Array.from(fourier.ifft(filtered).re) };
}

// canary 974e39b40c9736d270036a9864187ac1
