// Calls the library's own functions instead of writing them.
import { resolution } from "@cryolab/lib";

export function resolutionAt(s: Float64Array, fsc: Float64Array, threshold: number): number {
  return resolution.resolutionAt(s, fsc, threshold);
}

export function ssnrFromFsc(fsc: Float64Array): Float64Array {
  return resolution.ssnrFromFsc(fsc);
}

export function cref(fsc: Float64Array): Float64Array {
  return resolution.cref(fsc);
}

// canary 0be5387660a33d99cfb7d8b891f07c7b
