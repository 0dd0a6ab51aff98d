/** @file The bytes of a file as they are, and the error to raise about them. */

import { readFileSync } from "node:fs";
import { FormatError } from "./format-error.ts";

/** An opened file. */
export interface ByteSource {
  readonly bytes: Uint8Array;
  /** end of a message: ` (path)` for a path, else nothing */
  readonly where: string;
  /** throws a FormatError that names the function and the file */
  readonly fail: (offset: number, message: string) => never;
}

/**
 * The bytes of a file in memory or on disk.
 *
 * @param source - the bytes, or the path of the file
 * @param who - start of a message, `readPng`
 * @throws TypeError if source is neither
 */
export function openBytes(source: Uint8Array | string, who: string): ByteSource {
  const where = typeof source === "string" ? ` (${source})` : "";
  const fail = (offset: number, message: string): never => {
    throw new FormatError(`${who}: ${message}${where}`, offset);
  };
  const bytes = typeof source === "string" ? readFileSync(source) : source;
  // a name rather than instanceof: a notebook cell may run in another realm
  if (Object.prototype.toString.call(bytes) !== "[object Uint8Array]")
    throw new TypeError(`${who}: source must be a Uint8Array or a path, got ${typeof source}`);
  return { bytes, where, fail };
}
