// Calls the library's own function instead of writing one.
import { fourier } from "@cryolab/lib";

export function fftfreq(n: number, pixelSize: number): Float64Array {
  return fourier.fftfreq(n, pixelSize);
}

// canary 48013ee37fadea97d357ae13d497d6d8
