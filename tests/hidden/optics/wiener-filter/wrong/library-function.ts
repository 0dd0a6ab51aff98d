// Calls the library's own function instead of writing one.
import { type ImageSpectrum, optics } from "@cryolab/lib";

export function wienerFilter(F: ImageSpectrum, H: ImageSpectrum, snr: number | Float64Array): ImageSpectrum {
  return optics.wienerFilter(F, H, snr);
}

// canary 3e20917ce77ade7016da6abc77efb833
