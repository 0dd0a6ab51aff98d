// Calls the library's own function instead of writing one.
import * as cryo from "@cryolab/lib";

export function modifiedFsc(
  a: cryo.Volume,
  b: cryo.Volume,
  options: { readonly mask: cryo.Volume; readonly sigma: number },
): Float64Array {
  return cryo.resolution.modifiedFsc(a, b, options);
}

// canary e701525f0b07af97b5f16a43313a5f74
