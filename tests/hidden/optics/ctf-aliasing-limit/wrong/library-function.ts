// Calls the library's own function instead of writing one.
import * as cryo from "@cryolab/lib";

export function ctfAliasingLimit(optics: cryo.Optics, n: number, pixelSize: number): number {
  return cryo.optics.ctfAliasingLimit(optics, n, pixelSize);
}

// canary e901148a01f5705de8129e022ef6ca68
