// Calls the library's own function instead of writing one.
import { fourier, type Image, type Volume } from "@cryolab/lib";

export function radialAverage(a: Image | Volume): { value: Float64Array; count: Float64Array } {
  return fourier.radialAverage(a);
}

// canary 3eb93337ca82d85ba61ad2ce14dab640
