// Calls the library's own function instead of writing one.
import { fourier, type Image } from "@cryolab/lib";

export type ConvolveMode = "full" | "same" | "wrap";

export function convolve(image: Image, kernel: Image, options: { readonly mode: ConvolveMode }): Image {
  return fourier.convolve(image, kernel, options);
}

// canary 5a3be465d0b8ea860cf2f34ead961512
