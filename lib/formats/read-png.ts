/**
 * @file PNG pictures as grey images. The decoder is fast-png; what the header claims is checked before it runs.
 * Source: Portable Network Graphics (Third Edition), https://www.w3.org/TR/png-3/.
 */

import { createRequire } from "node:module";
import type { Image } from "../core/index.ts";
import { openBytes } from "./byte-source.ts";
import { greyImage, mostPixels, mostShrinking } from "./grey.ts";

const require = createRequire(import.meta.url);
const signature = [0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10];

/**
 * A PNG picture as a grey image.
 *
 * Colours become 0.299 R + 0.587 G + 0.114 B; alpha is left out.
 *
 * @param source - the bytes of a file, or its path
 * @returns shape [height, width], values as stored: 0 to 255, or 0 to 65535 for 16 bits; row 0 on top
 * @throws FormatError at the first fault, with its byte offset
 * @example
 * readPng(png).shape // [3, 5]
 */
export function readPng(source: Uint8Array | string): Image {
  const { bytes, fail } = openBytes(source, "readPng");
  if (signature.some((byte, i) => bytes[i] !== byte)) fail(0, "the file must start with the signature of PNG");
  if (bytes.length < 33) fail(bytes.length, `expected at least 33 bytes, got ${bytes.length}`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const [width, height] = [view.getUint32(16), view.getUint32(20)];
  if (width === 0 || height === 0) fail(16, `width and height must be at least 1, got ${width} and ${height}`);
  if (width * height > Math.min(mostPixels, 8 * mostShrinking * bytes.length))
    fail(16, `${width} x ${height} pixels cannot come from ${bytes.length} bytes`);
  const { convertIndexedToRgb, decode }: typeof import("fast-png") = require("fast-png"); // only who reads one pays
  try {
    const png = decode(bytes, { checkCrc: true });
    const { depth, palette } = png;
    if (palette !== undefined)
      return greyImage({ width, height, channels: palette[0]?.length ?? 3, data: convertIndexedToRgb(png) });
    const { channels, data } = png;
    if (data.length !== width * height * channels && depth >= 8) return fail(33, "the pixels do not fill the picture");
    return greyImage({ width, height, channels, data: depth < 8 ? unpacked(data, width, height, depth) : data });
  } catch (error) {
    return fail(33, `the picture is damaged (${(error as Error).message})`);
  }
}

/** Samples of 1, 2 or 4 bits, a row starting on a byte; scaled to 0 to 255. */
function unpacked(data: ArrayLike<number>, width: number, height: number, depth: number): Float64Array {
  const values = new Float64Array(width * height);
  const rowBytes = Math.ceil((width * depth) / 8);
  const top = 2 ** depth - 1;
  for (let y = 0, i = 0; y < height; y++)
    for (let x = 0; x < width; x++, i++) {
      const bit = x * depth;
      values[i] = (255 * ((data[y * rowBytes + (bit >> 3)] >> (8 - depth - (bit & 7))) & top)) / top;
    }
  return values;
}
