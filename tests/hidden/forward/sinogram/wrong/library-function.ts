// Calls the library's own function instead of writing one.
import { forward, type Image } from "@cryolab/lib";

export function sinogram(image: Image, angles: Float64Array): Image {
  return forward.sinogram(image, angles);
}

// canary 08b3df65136de372add30ecd354958b1
