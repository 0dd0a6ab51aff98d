// Calls the library's own function instead of writing one.
import * as cryo from "@cryolab/lib";

export function maskedFscCorrected(
  a: cryo.Volume,
  b: cryo.Volume,
  options: { readonly mask: cryo.Volume; readonly from: number; readonly rng: cryo.Rng },
): { masked: Float64Array; random: Float64Array; corrected: Float64Array } {
  return cryo.resolution.maskedFscCorrected(a, b, options);
}

// canary 6b439ced3878b5e4ffdec767ba84fcbf
