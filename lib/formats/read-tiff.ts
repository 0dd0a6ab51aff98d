/**
 * @file TIFF pictures as grey images, one page of a file. The decoder is the package `tiff`; the directories of the file
 * are walked first, so that none points outside of it or in a circle, and none claims more than the file can hold.
 * Source: TIFF 6.0 (1992), Adobe.
 */

import { createRequire } from "node:module";
import { check, type Image } from "../core/index.ts";
import { type ByteSource, openBytes } from "./byte-source.ts";
import { greyImage, mostPixels, mostShrinking } from "./grey.ts";

const require = createRequire(import.meta.url);
const bytesOfType = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8];
const tag = { width: 256, height: 257, bits: 258, samples: 277, exif: 0x8769, gps: 0x8825 } as const;

/**
 * A page of a TIFF file as a grey image.
 *
 * Colours become 0.299 R + 0.587 G + 0.114 B; alpha is left out.
 *
 * @param source - the bytes of a file, or its path
 * @param options - `page`, from 0, default 0
 * @returns shape [height, width], values as stored: whole numbers of 1 to 16 bits, or floats; row 0 on top
 * @throws FormatError at the first fault, with its byte offset; also for a page that is not there
 * @throws RangeError if page is not a whole number ≥ 0
 * @example
 * readTiff(tiff).shape // [3, 5]
 */
export function readTiff(source: Uint8Array | string, options: { readonly page?: number } = {}): Image {
  const { page = 0 } = options;
  check(Number.isInteger(page) && page >= 0, () => `readTiff: page must be a whole number >= 0, got ${page}`);
  const opened = openBytes(source, "readTiff");
  const { bytes, fail } = opened;
  const at = directoryOf(page, opened);
  const { decode }: typeof import("tiff") = require("tiff"); // only who reads one pays
  try {
    const [{ width, height, samplesPerPixel, data }] = decode(bytes, { pages: [page] });
    if (data.length !== width * height * samplesPerPixel) return fail(at, "the pixels do not fill the picture");
    return greyImage({ width, height, channels: samplesPerPixel, data });
  } catch (error) {
    return fail(at, `the picture is damaged or of a kind that is not read (${(error as Error).message})`);
  }
}

/** Offset of the directory of a page; every directory on the way is checked. */
function directoryOf(page: number, { bytes, fail }: ByteSource): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 8) fail(bytes.length, `expected at least 8 header bytes, got ${bytes.length}`);
  const little = view.getUint16(0) === 0x4949;
  if (!little && view.getUint16(0) !== 0x4d4d) fail(0, "the file must start with II or MM");
  if (view.getUint16(2, little) !== 42) fail(2, `the third word must be 42, got ${view.getUint16(2, little)}`);
  const seen = new Set<number>();
  /** Checks a directory and those below it; the offset where the next one is written. */
  const walk = (at: number, from: number): number => {
    if (seen.has(at)) fail(from, `directories must not point in a circle, got ${at} again`);
    seen.add(at);
    if (at < 8 || at + 2 > bytes.length) fail(from, `a directory must lie within ${bytes.length} bytes, got ${at}`);
    const count = view.getUint16(at, little);
    const end = at + 2 + 12 * count;
    if (end + 4 > bytes.length) fail(at, `a directory of ${count} entries must end within ${bytes.length} bytes`);
    const value = new Map<number, number>();
    for (let entry = at + 2; entry < end; entry += 12) {
      const name = view.getUint16(entry, little);
      const size = (bytesOfType[view.getUint16(entry + 2, little)] ?? 0) * view.getUint32(entry + 4, little);
      const where = view.getUint32(entry + 8, little);
      if (size > 4 && where + size > bytes.length)
        fail(entry, `the values of tag ${name} must lie within ${bytes.length} bytes, got ${where} to ${where + size}`);
      const inLine = view.getUint16(entry + 2, little) === 3 ? view.getUint16(entry + 8, little) : where;
      value.set(name, size > 4 ? view.getUint16(where, little) : inLine);
      if (name === tag.exif || name === tag.gps) walk(where, entry + 8);
    }
    const pixels = (value.get(tag.width) ?? 0) * (value.get(tag.height) ?? 0);
    const bits = pixels * (value.get(tag.samples) ?? 1) * (value.get(tag.bits) ?? 1);
    if (pixels > mostPixels || bits > 8 * mostShrinking * bytes.length)
      fail(at, `${value.get(tag.width)} x ${value.get(tag.height)} pixels cannot come from ${bytes.length} bytes`);
    return end;
  };
  for (let i = 0, pointer = 4; ; i++) {
    const at = view.getUint32(pointer, little);
    if (at === 0) return fail(pointer, `page must be below the ${i} of the file, got ${page}`);
    pointer = walk(at, pointer);
    if (i === page) return at;
  }
}
