// Calls the library.
import * as cryo from "@cryolab/lib";

export function reconstruct3d(
  images: cryo.ImageStack,
  rotations: cryo.Rotations,
  options: { readonly ctfs?: readonly cryo.Image[]; readonly snr: number },
): cryo.Volume {
  return cryo.reconstruction.reconstruct3d(images, rotations, options);
}

// canary 7290e0a8c40dc89aa7bf8838f078be17
