import type { ImageSpectrum, Rotation, VolumeSpectrum } from "@cryolab/lib";

/**
 * Central slice of a volume's spectrum: the spectrum of its projection in view R.
 *
 * S(kx, ky) = F(R (kx, ky, 0)), trilinear between frequencies
 *
 * @param F - spectrum of a cube, zero frequency first, phases about floor(n/2), shape [n, n, n]
 * @param R - rotation, nine numbers row by row
 * @returns spectrum of the projection, zero frequency first, shape [n, n]
 */
export function centralSlice(F: VolumeSpectrum, R: Rotation): ImageSpectrum {
  // TODO: for every entry of the slice its frequencies with sign, then R, then the eight neighbours.
  throw new Error(`TODO: centralSlice (shape ${F.shape}, R of ${R.length} numbers)`);
}
