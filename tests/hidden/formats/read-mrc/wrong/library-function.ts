// Calls the library's own function instead of writing one.
import { formats, type Volume } from "@cryolab/lib";

/** A map and where it lies; lists are (x, y, z), in Å. */
export interface MrcMap {
  readonly volume: Volume;
  readonly spacing: [x: number, y: number, z: number];
  readonly pixelSize?: number;
  readonly origin: [x: number, y: number, z: number];
}

export function readMrc(bytes: Uint8Array): MrcMap {
  return formats.readMrc(bytes);
}

// canary c376921f33686a3896bcc07fe9579777
