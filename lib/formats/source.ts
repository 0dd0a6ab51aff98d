/**
 * @file The bytes of an MRC file from memory or from a path, inflated if they start as gzip does. A gzipped file is
 * inflated no further than its own header claims and a little more, so that a small file cannot fill the memory.
 */

import { constants, gunzipSync } from "node:zlib";
import { openBytes } from "./byte-source.ts";
import { MrcFormatError } from "./mrc-error.ts";
import { headerBytes, layoutOf } from "./mrc-header.ts";

/** Compressed bytes that surely hold the first 1024: a gzip header and 1024 bytes that did not shrink. */
const prefix = 16384;
/** How much may follow the data of a gzipped file. */
const tail = 1 << 20;
/** Largest size that is inflated in memory. */
const largest = 2 ** 31;

/** What a source holds. */
export interface Opened {
  readonly bytes: Uint8Array;
  /** end of a message: ` (path)` for a path, else nothing */
  readonly where: string;
}

/**
 * The bytes of a file in memory or on disk, inflated if need be.
 *
 * @param source - the bytes, or the path of the file
 * @param who - start of a message, `readMrc`
 * @throws TypeError if source is neither
 * @throws MrcFormatError if a gzipped file is broken, or inflates to more than its header claims
 */
export function open(source: Uint8Array | string, who: string): Opened {
  const { bytes, where } = openBytes(source, who);
  return { bytes: bytes[0] === 0x1f && bytes[1] === 0x8b ? inflate(bytes, who, where) : bytes, where };
}

function inflate(packed: Uint8Array, who: string, where: string): Uint8Array {
  const head = gunzip(packed.subarray(0, prefix), largest, who, where);
  if (head.length < headerBytes) {
    if (packed.length <= prefix) return head;
    throw new MrcFormatError(`${who}: the first ${prefix} bytes of the gzip stream hold no MRC header${where}`, 0);
  }
  const claim = claimOf(head);
  return claim === undefined ? head : gunzip(packed, Math.min(claim + tail, largest), who, where);
}

/** How long a file its header claims; undefined if the header cannot be read, which the caller finds for itself. */
function claimOf(head: Uint8Array): number | undefined {
  try {
    const { start, size } = layoutOf(head, "", "");
    return start + size;
  } catch {
    return undefined;
  }
}

/** All that the bytes inflate to; a stream that ends early gives what it holds, one that is damaged an error. */
function gunzip(packed: Uint8Array, bound: number, who: string, where: string): Uint8Array {
  try {
    return gunzipSync(packed, { maxOutputLength: bound, finishFlush: constants.Z_SYNC_FLUSH, chunkSize: 1 << 18 });
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === "ERR_BUFFER_TOO_LARGE")
      throw new MrcFormatError(
        `${who}: the gzip stream must inflate to at most ${bound} bytes, ${bound === largest ? "the most that fits in memory; gunzip the file first" : "what its header claims and 1 MiB more"}${where}`,
        Math.min(bound, largest),
      );
    throw new MrcFormatError(`${who}: the gzip stream is damaged (${message})${where}`, 0);
  }
}
