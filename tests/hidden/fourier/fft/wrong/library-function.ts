// Calls the library's own transform instead of writing one.
import { fourier, type LineSpectrum } from "@cryolab/lib";

export function fft(x: LineSpectrum): LineSpectrum {
  return fourier.fft(x);
}

// canary 25725dff47a713d6d33fb5802d5f59d4
