// Calls the library's own function instead of writing one.
import { fourier, type LineSpectrum } from "@cryolab/lib";

export function continuousFt(
  f: (x: number) => number,
  length: number,
  n: number,
): { s: Float64Array; F: LineSpectrum } {
  return fourier.continuousFt(f, length, n);
}

// canary 5327db8088ec7baba76bce15869436ad
