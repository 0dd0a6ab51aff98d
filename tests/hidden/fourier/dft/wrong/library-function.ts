// Calls the library's own transform instead of writing one.
import { fourier, type LineSpectrum } from "@cryolab/lib";

export function dft(x: LineSpectrum, inverse = false): LineSpectrum {
  return fourier.dft(x, inverse);
}
