// Calls the library's own function instead of writing one.
import { fourier, type Volume } from "@cryolab/lib";

export type Edge = "hard" | "cosine" | "gaussian";

export function lowPass(
  volume: Volume,
  pixelSize: number,
  options: { readonly resolution: number; readonly edge?: Edge; readonly width?: number },
): Volume {
  return fourier.lowPass(volume, pixelSize, options);
}

// canary 0a3bc4fb7bb85c5bbc9738759c5f2a76
