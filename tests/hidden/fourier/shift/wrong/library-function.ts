// Calls the library's own function instead of writing one.
import { fourier, type ImageSpectrum } from "@cryolab/lib";

export function fourierShift(F: ImageSpectrum, shift: readonly [x: number, y: number]): ImageSpectrum {
  return fourier.fourierShift(F, shift);
}

// canary c56da70b368130f78498251d4aff3fcb
