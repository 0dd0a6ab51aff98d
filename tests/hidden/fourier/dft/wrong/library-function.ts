// Calls the library's own transform instead of writing one.
import { fourier, type LineSpectrum } from "@cryolab/lib";

export function dft(x: LineSpectrum, inverse = false): LineSpectrum {
  return fourier.dft(x, inverse);
}

// canary 1dbcb1c02acf67d2fc5fafdbb2a8c603
