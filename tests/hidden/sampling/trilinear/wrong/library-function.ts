// Calls the library's own function instead of writing one.
import { type Points, sampling, type Volume } from "@cryolab/lib";

export function trilinear(volume: Volume, points: Points): Float64Array {
  return sampling.trilinear(volume, points);
}

// canary 48fc12a064c2433a490ca097d8355c4b
