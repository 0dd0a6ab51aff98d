/**
 * @file What bytes may hide: a file is looked at as it is, as UTF-16, with its base64 and hexadecimal runs decoded, and, when
 * it is a zip, a tar or compressed, at each of its parts; and each of those again. Small code, for no file is trusted.
 */

import { gunzipSync, inflateSync } from "node:zlib";
import { unzipSync } from "fflate";

const DEPTH = 6;
/** What unpacking may make of one file: more is no release of ours. */
const LIMIT = 1 << 30;

/** One way to read a file: the parts that lead to it, and its bytes. */
export interface View {
  /** "ps1.zip > packages/lib.tgz > package/dist/index.js" */
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** All ways to read a file. */
export function* views(name: string, bytes: Uint8Array, depth: number = DEPTH): Generator<View> {
  yield { name, bytes };
  if (depth === 0) return;
  for (const part of parts(bytes)) yield* views(`${name} > ${part.name}`, part.bytes, depth - 1);
}

function* parts(bytes: Uint8Array): Generator<View> {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 4)).toString("latin1");
  if (head.startsWith("PK\x03\x04")) yield* zipped(bytes);
  else if (head.startsWith("\x1f\x8b")) yield* tried("gzip", () => gunzipSync(bytes, { maxOutputLength: LIMIT }));
  else if (["x\x01", "x^", "x\x9c", "x\xda"].some((start) => head.startsWith(start)))
    yield* tried("deflate", () => inflateSync(bytes, { maxOutputLength: LIMIT }));
  if (isTar(bytes)) yield* tarred(bytes);
  else yield* encoded(bytes);
}

function* tried(name: string, unpack: () => Uint8Array): Generator<View> {
  try {
    yield { name, bytes: unpack() };
  } catch {
    // it only began like one
  }
}

function* zipped(bytes: Uint8Array): Generator<View> {
  let size = 0;
  let entries: Record<string, Uint8Array>;
  try {
    entries = unzipSync(bytes, {
      filter: ({ originalSize }) => {
        size += originalSize;
        return size <= LIMIT;
      },
    });
  } catch {
    return; // it only began like one
  }
  for (const [name, content] of Object.entries(entries)) {
    yield { name: "an entry's name", bytes: Buffer.from(name) };
    yield { name, bytes: content };
  }
}

const isTar = (bytes: Uint8Array): boolean =>
  bytes.length >= 512 && Buffer.from(bytes.subarray(257, 262)).toString("latin1") === "ustar";

function* tarred(bytes: Uint8Array): Generator<View> {
  for (let at = 0; at + 512 <= bytes.length && bytes[at] !== 0; ) {
    const field = (from: number, length: number) =>
      Buffer.from(bytes.subarray(at + from, at + from + length))
        .toString("utf8")
        .replace(/\0.*$/s, "");
    const size = Number.parseInt(field(124, 12), 8) || 0;
    yield { name: field(0, 100), bytes: bytes.subarray(at + 512, at + 512 + size) };
    at += 512 * (1 + Math.ceil(size / 512));
  }
}

/** Texts in another dress. */
function* encoded(bytes: Uint8Array): Generator<View> {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString("latin1");
  const wide = text.match(/(?:[\x20-\x7e\n\r\t]\0){16,}|(?:\0[\x20-\x7e\n\r\t]){16,}/g);
  if (wide !== null) yield { name: "UTF-16", bytes: Buffer.from(wide.join("\n").replaceAll("\0", ""), "latin1") };
  // lines of base64 belong together; the break may be written as \n in a JSON text
  const runs = text.match(/(?:[A-Za-z0-9+/_-]|\\n|\\r|[\r\n]){40,}={0,2}/g) ?? [];
  const decoded: Buffer[] = [];
  for (const run of runs) {
    const digits = run.replace(/\\[nr]|[\r\n]/g, "");
    if (/^[0-9a-fA-F]{64,}$/.test(digits))
      for (const from of [0, 1]) decoded.push(Buffer.from(digits.slice(from), "hex"));
    if (!/[A-Z]/.test(digits) || !/[a-z]/.test(digits)) continue; // words and digits, no base64
    for (const from of [0, 1, 2, 3]) decoded.push(Buffer.from(digits.slice(from), "base64"));
  }
  for (const [i, content] of decoded.entries()) yield { name: `encoded text ${i + 1}`, bytes: content };
}
