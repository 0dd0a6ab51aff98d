// Calls the library's own function instead of writing one.
import { type Points, sampling, type Volume } from "@cryolab/lib";

export function scatterTrilinear(values: Float64Array, points: Points, n: number): { sum: Volume; weight: Volume } {
  return sampling.scatterTrilinear(values, points, n);
}

// canary 3dcfe91645646d4612b46ee5d08210ce
