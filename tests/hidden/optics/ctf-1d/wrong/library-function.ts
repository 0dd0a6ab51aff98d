// Calls the library's own curve instead of writing one.
import * as cryo from "@cryolab/lib";

export function ctf1d(s: Float64Array, optics: cryo.Optics): Float64Array {
  return cryo.optics.ctf1d(s, optics);
}

// canary 6e86c3533fcaffc362ac9de7dcc4d1cc
