import type { Volume } from "@cryolab/lib";

/** A file that cannot be read as MRC. */
export class MrcFormatError extends Error {
  override readonly name: string = "MrcFormatError";
  /** where the fault shows, bytes from the start of the file */
  readonly offset: number;

  constructor(offset: number, message: string) {
    super(message);
    this.offset = offset;
  }
}

/** A map and where it lies; lists are (x, y, z), in Å. */
export interface MrcMap {
  readonly volume: Volume;
  readonly spacing: [x: number, y: number, z: number];
  readonly pixelSize?: number;
  readonly origin: [x: number, y: number, z: number];
}

/**
 * A map from the bytes of an MRC file.
 *
 * spacing = cell/intervals, origin = ORIGIN or nstart·spacing
 *
 * @param bytes - the whole file; what its header claims may be false
 * @returns volume [nz, ny, nx], spacing, pixel size if there is one, origin
 * @throws MrcFormatError at the first fault, with its offset
 */
export function readMrc(bytes: Uint8Array): MrcMap {
  // TODO: the stamp first, for it says how all other words are read; then all checks; memory last.
  throw new Error(`TODO: readMrc (${bytes.length} bytes)`);
}
