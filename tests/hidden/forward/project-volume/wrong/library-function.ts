// Calls the library's own function instead of writing one.
import { forward, type Image, type Rotation, type Volume } from "@cryolab/lib";

export function projectVolume(volume: Volume, R: Rotation): Image {
  return forward.projectVolume(volume, R);
}

// canary 731e5a9b3e2bd8014332e5d6bd0b6341
