// Calls the library's own function instead of writing one.
import { type Image, sampling } from "@cryolab/lib";

export type SplineOrder = 0 | 1 | 3;

export function rotateImage(image: Image, angle: number, options: { order?: SplineOrder } = {}): Image {
  return sampling.rotateImage(image, angle, options);
}

// canary a2c08011de7497c1ad98e2de049a6929
