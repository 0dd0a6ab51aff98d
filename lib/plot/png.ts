/**
 * @file A picture as PNG: 8-bit grey, or 8-bit indices into a table of colours. The compressor is fflate, plain
 * JavaScript, and not Node's zlib, whose bytes differ from one release to the next: the same picture must give the same
 * bytes everywhere.
 * Source: Portable Network Graphics (Third Edition), https://www.w3.org/TR/png-3/.
 */

import { zlibSync } from "fflate";

/** A picture of one byte a pixel. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  /** grey values, or indices into `colours` */
  readonly bytes: Uint8Array;
  /** three bytes a colour, at most 256 colours */
  readonly colours?: Uint8Array;
  /** index that lets the page show through; needs `colours` */
  readonly clear?: number;
}

const crcTable: Uint32Array = new Uint32Array(256);
for (let n = 0; n < 256; n++) {
  let c = n;
  for (let bit = 0; bit < 8; bit++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
  crcTable[n] = c;
}

function chunk(type: string, data: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(data.length + 12);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, data.length);
  for (let i = 0; i < 4; i++) bytes[4 + i] = type.charCodeAt(i);
  bytes.set(data, 8);
  let crc = 0xffffffff;
  for (let i = 4; i < bytes.length - 4; i++) crc = crcTable[(crc ^ bytes[i]) & 255] ^ (crc >>> 8);
  view.setUint32(bytes.length - 4, (crc ^ 0xffffffff) >>> 0);
  return bytes;
}

/**
 * The bytes of a PNG file.
 *
 * @param pixels - at least one pixel
 */
export function encodePng({ width, height, bytes, colours, clear }: Pixels): Uint8Array {
  const head = new Uint8Array(13);
  const view = new DataView(head.buffer);
  view.setUint32(0, width);
  view.setUint32(4, height);
  head.set([8, colours === undefined ? 0 : 3], 8);
  const parts = [Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a), chunk("IHDR", head)];
  if (colours !== undefined) parts.push(chunk("PLTE", colours));
  if (clear !== undefined) parts.push(chunk("tRNS", new Uint8Array(clear + 1).fill(255, 0, clear)));
  const rows = filtered(bytes, width, height, colours === undefined);
  parts.push(chunk("IDAT", zlibSync(rows, { level: 6 })), chunk("IEND", new Uint8Array(0)));
  const file = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    file.set(part, at);
    at += part.length;
  }
  return file;
}

/** Rows with their filter byte: of none, left and up the one with the least sum of sizes, the standard's own advice. */
function filtered(bytes: Uint8Array, width: number, height: number, smooth: boolean): Uint8Array {
  const rows = new Uint8Array(height * (width + 1));
  for (let y = 0; y < height; y++) {
    const row = y * width;
    const sums = [0, 0, 0];
    if (smooth)
      for (let x = 0; x < width; x++) {
        const value = bytes[row + x];
        sums[0] += Math.min(value, 256 - value);
        const left = (value - (x > 0 ? bytes[row + x - 1] : 0)) & 255;
        sums[1] += Math.min(left, 256 - left);
        const up = (value - (y > 0 ? bytes[row + x - width] : 0)) & 255;
        sums[2] += Math.min(up, 256 - up);
      }
    const filter = sums.indexOf(Math.min(...sums));
    const to = y * (width + 1);
    rows[to] = filter;
    for (let x = 0; x < width; x++) {
      const before = filter === 1 && x > 0 ? bytes[row + x - 1] : filter === 2 && y > 0 ? bytes[row + x - width] : 0;
      rows[to + 1 + x] = bytes[row + x] - before;
    }
  }
  return rows;
}

const digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const codes: Uint8Array = Uint8Array.from(digits, (c) => c.charCodeAt(0));

/** Bytes in base64, as data URLs and plotly's `bdata` hold them. */
export function base64(bytes: Uint8Array): string {
  const text = new Uint8Array(4 * Math.ceil(bytes.length / 3)).fill(0x3d); // "="
  for (let i = 0, to = 0; i < bytes.length; i += 3, to += 4) {
    const word = (bytes[i] << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0);
    text[to] = codes[word >> 18];
    text[to + 1] = codes[(word >> 12) & 63];
    if (i + 1 < bytes.length) text[to + 2] = codes[(word >> 6) & 63];
    if (i + 2 < bytes.length) text[to + 3] = codes[word & 63];
  }
  return new TextDecoder().decode(text);
}
