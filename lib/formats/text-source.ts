/**
 * @file The bytes of a text file from memory or from a path, inflated if they start as gzip does. Text has no header
 * that says how long it is, so a gzipped file inflates to at most half a gigabyte.
 */

import { gunzipSync } from "node:zlib";
import { type ByteSource, openBytes } from "./byte-source.ts";

/** Most bytes that a gzipped text may inflate to. */
const largest = 2 ** 29;

/** An opened text file. */
export interface TextSource {
  readonly bytes: Buffer;
  readonly fail: ByteSource["fail"];
}

/**
 * The bytes of a text file in memory or on disk, inflated if need be.
 *
 * @param source - the bytes, or the path of the file
 * @param who - start of a message, `readStar`
 * @throws TypeError if source is neither
 * @throws FormatError if a gzipped file is damaged or too large
 */
export function openText(source: Uint8Array | string, who: string): TextSource {
  const { bytes: given, fail } = openBytes(source, who);
  const plain = given[0] === 0x1f && given[1] === 0x8b ? inflate(given, fail) : given;
  const bytes = Buffer.from(plain.buffer, plain.byteOffset, plain.byteLength);
  return { bytes, fail };
}

function inflate(packed: Uint8Array, fail: ByteSource["fail"]): Uint8Array {
  try {
    return gunzipSync(packed, { maxOutputLength: largest });
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code !== "ERR_BUFFER_TOO_LARGE") return fail(0, `the gzip stream is damaged (${message})`);
    return fail(largest, `the gzip stream must inflate to at most ${largest} bytes; gunzip the file first`);
  }
}
