// Compares the radius in Fourier voxels with the resolution's number.
import { fourier, type Volume } from "@cryolab/lib";

/** Form of a cut: a step, half a cosine period, or a Gaussian. */
export type Edge = "hard" | "cosine" | "gaussian";

/** Volume without its fine detail. */
export function lowPass(
  volume: Volume,
  pixelSize: number,
  options: { readonly resolution: number; readonly edge?: Edge; readonly width?: number },
): Volume {
  const [nz, ny, nx] = volume.shape;
  const { resolution, edge = "hard", width = 0 } = options;
  const cut = resolution;
  const sz = fourier.fftfreq(nz, pixelSize);
  const sy = fourier.fftfreq(ny, pixelSize);
  const sx = fourier.fftfreq(nx, pixelSize);
  const F = fourier.fft(volume);
  for (let z = 0, i = 0; z < nz; z++)
    for (let y = 0; y < ny; y++)
      for (let x = 0; x < nx; x++, i++) {
        const s = Math.hypot(sz[z] * nz, sy[y] * ny, sx[x] * nx) * pixelSize;
        const g = gain(s, cut, edge, width);
        F.re[i] *= g;
        F.im[i] *= g;
      }
  return { shape: volume.shape, data: fourier.ifft(F).re };
}

function gain(s: number, cut: number, edge: Edge, width: number): number {
  if (edge === "gaussian") return Math.exp((-Math.LN2 * s * s) / (cut * cut));
  if (edge === "hard" || width === 0) return s <= cut ? 1 : 0;
  const start = cut - width / 2;
  if (s <= start) return 1;
  if (s >= start + width) return 0;
  return 0.5 * (1 + Math.cos((Math.PI * (s - start)) / width));
}

// canary 62a012cb7bb46d030b91587421eadac1
