/**
 * @file Projection in Fourier space: a plane through the origin of the volume's spectrum is the spectrum of the
 * projection, F2(kx, ky) = F3(R (kx, ky, 0)).
 */

import { check, type ImageSpectrum, product, type Rotation, type VolumeSpectrum } from "../core/index.ts";

/**
 * Central slice of a volume's spectrum in view R: the spectrum of `projectVolume` in the same view, up to interpolation.
 *
 * S(kx, ky) = F(R (kx, ky, 0)), trilinear between frequencies; neighbours wrap with period n. A sample with a component
 * beyond floor(n/2) reads 0. The spectrum must vary slowly from one frequency to the next, that is, its phases refer
 * to floor(n/2) in real space: F = fft(ifftshift(volume)). Pad the volume first for accuracy: unpadded, the error is
 * some per cent.
 *
 * @param F - spectrum of a cube, zero frequency first, phases about floor(n/2), shape [n, n, n]
 * @param R - rotation, nine numbers row by row
 * @returns spectrum of the projection, zero frequency first, phases about floor(n/2), shape [n, n]
 * @throws RangeError if F is not a cube, or R is not nine finite numbers
 * @example
 * const slice = centralSlice(fft(ifftshift(volume)), R);
 * const image = fftshift(realArray(slice.shape, ifft(slice).re)) // the projection
 * @see Bracewell (1956), Aust. J. Phys. 9, 198, doi:10.1071/PH560198
 */
export function centralSlice(F: VolumeSpectrum, R: Rotation): ImageSpectrum {
  const { shape, re, im } = F;
  const n = shape[0];
  check(
    shape.length === 3 && shape.every((extent) => extent === n) && re.length === product(shape),
    () => `centralSlice: F must be a cube, got shape [${shape}] with ${re.length} values`,
  );
  check(R.length === 9 && R.every(Number.isFinite), () => `centralSlice: R must be nine finite numbers, got [${R}]`);
  const slice = { shape: [n, n] as const, re: new Float64Array(n * n), im: new Float64Array(n * n) };
  const half = Math.floor(n / 2);
  const limit = half + 1e-9; // cos 90° is 6e-17: rounding must not push Nyquist outside
  for (let j = 0; j < n; j++) {
    const ky = j < n - half ? j : j - n;
    for (let i = 0; i < n; i++) {
      const kx = i < n - half ? i : i - n;
      const x = R[0] * kx + R[1] * ky;
      const y = R[3] * kx + R[4] * ky;
      const z = R[6] * kx + R[7] * ky;
      if (Math.abs(x) > limit || Math.abs(y) > limit || Math.abs(z) > limit) continue;
      const [xi, yi, zi] = [Math.floor(x), Math.floor(y), Math.floor(z)];
      let sumRe = 0;
      let sumIm = 0;
      for (let dz = 0; dz < 2; dz++) {
        const wz = dz === 0 ? 1 - (z - zi) : z - zi;
        const plane = wrap(zi + dz, n) * n;
        for (let dy = 0; dy < 2; dy++) {
          const wy = wz * (dy === 0 ? 1 - (y - yi) : y - yi);
          const row = (plane + wrap(yi + dy, n)) * n;
          for (let dx = 0; dx < 2; dx++) {
            const w = wy * (dx === 0 ? 1 - (x - xi) : x - xi);
            if (w === 0) continue; // a neighbour without weight may be NaN
            const at = row + wrap(xi + dx, n);
            sumRe += w * re[at];
            sumIm += w * im[at];
          }
        }
      }
      slice.re[j * n + i] = sumRe;
      slice.im[j * n + i] = sumIm;
    }
  }
  return slice;
}

/** The index of frequency k, −n ≤ k < 2n: frequencies wrap with period n. */
function wrap(k: number, n: number): number {
  return k < 0 ? k + n : k < n ? k : k - n;
}
