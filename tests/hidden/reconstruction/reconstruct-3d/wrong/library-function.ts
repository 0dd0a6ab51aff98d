// Calls the library's own function instead of writing one.
import { type Image, type ImageStack, type Rotations, reconstruction, type Volume } from "@cryolab/lib";

export function reconstruct3d(
  images: ImageStack,
  rotations: Rotations,
  options: { readonly ctfs?: readonly Image[]; readonly snr: number },
): Volume {
  return reconstruction.reconstruct3d(images, rotations, options);
}

// canary 3e9fb22aaf82e929c75dd85d7d2b3400
