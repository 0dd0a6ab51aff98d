// Calls the library's own function instead of writing one.
import * as cryo from "@cryolab/lib";

export function ctf2d(shape: readonly [ny: number, nx: number], pixelSize: number, optics: cryo.Optics): cryo.Image {
  return cryo.optics.ctf2d(shape, pixelSize, optics);
}

// canary 0d2f68f7ac36df34ba45f25288227e90
