// Calls the library's own function instead of writing one.
import { classification, type Image, type ImageSpectrum } from "@cryolab/lib";

export function mStepCtf(
  images: readonly ImageSpectrum[],
  ctfs: readonly Image[],
  options: { readonly gamma: Float64Array; readonly variance: Float64Array; readonly prior: Float64Array },
): ImageSpectrum {
  return classification.mStepCtf(images, ctfs, options);
}

// canary 6ff93743d0bcf4b6be7a7a5ba302c593
