// Calls the library's own function instead of writing one.
import { type Image, type LineSpectrum, reconstruction } from "@cryolab/lib";

export function reconstructFromLines(lines: readonly LineSpectrum[], angles: Float64Array, n: number): Image {
  return reconstruction.reconstructFromLines(lines, angles, n);
}

// canary 68e9248c8b227f06f5e5000b4328b998
