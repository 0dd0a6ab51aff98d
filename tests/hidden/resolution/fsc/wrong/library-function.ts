// Calls the library's own curve instead of writing one.
import * as cryo from "@cryolab/lib";

export function fourierShellCorrelation<S extends cryo.Shape>(
  a: cryo.RealArray<S>,
  b: cryo.RealArray<S>,
): { fsc: Float64Array; count: Float64Array } {
  return cryo.resolution.fourierShellCorrelation(a, b);
}

// canary 55917a6f5b00ea1b5db8d8c613f148a3
