// Calls the library's own function instead of writing one.
import { classification } from "@cryolab/lib";

export function coinFlipEm(
  heads: Float64Array,
  tosses: Float64Array,
  start: readonly [number, number],
): { p: [number, number]; logLikelihood: Float64Array } {
  return classification.coinFlipEm(heads, tosses, start);
}

// canary a7f625c718e2406c99220062a54205a0
