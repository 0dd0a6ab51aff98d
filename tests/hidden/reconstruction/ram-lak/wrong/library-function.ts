// Calls the library's own function instead of writing one.
import { reconstruction } from "@cryolab/lib";

export function ramLak(n: number, step: number): Float64Array {
  return reconstruction.ramLak(n, step);
}

// canary 0715aae81715b964f37c418356dd264c
