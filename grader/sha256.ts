/** @file Digests: of some bytes, and of parts that must not run into one another. */

import { createHash } from "node:crypto";

/** The sha256 of bytes or a text, in hexadecimal. */
export function sha256(bytes: Uint8Array | string): string {
  return createHash("sha256").update(bytes).digest("hex");
}

/** The sha256 of parts, each behind its length, so that "a", "bc" is another than "ab", "c". */
export function sha256OfParts(parts: Iterable<Uint8Array | string>): string {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(`${Buffer.byteLength(part)} `).update(part);
  return hash.digest("hex");
}
