import type { Image, ImageStack, Rotations, Volume } from "@cryolab/lib";

/** How a map is made: the CTF of every image, zero frequency first (1 if left out), and the power SNR of one image. */
export interface ReconstructOptions {
  readonly ctfs?: readonly Image[];
  readonly snr: number;
}

/**
 * A map from projections in known views.
 *
 * F = Σ w c F_i/(Σ w c² + 1/snr), its inverse transform over Π sinc²(x/N)
 *
 * @param images - centred projections, shape [m, n, n]
 * @param rotations - R of each, shape [m, 3, 3]
 * @param options - CTFs and SNR
 * @returns cube of side n, its origin at floor(n/2)
 */
export function reconstruct3d(images: ImageStack, rotations: Rotations, options: ReconstructOptions): Volume {
  // TODO: an empty grid; every image as a spectrum into it; one division; the way back; sinc².
  throw new Error(`TODO: reconstruct3d (${images.shape}, ${rotations.shape}, snr ${options.snr})`);
}
