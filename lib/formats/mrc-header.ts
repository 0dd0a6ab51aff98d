/**
 * @file The 1024 bytes at the start of an MRC file: where each word lies, and which words make a file unreadable.
 * Checked in one fixed order, each fault with its offset; nothing is allocated here.
 * Source: MRC2014, Cheng et al. (2015), J. Struct. Biol. 192, 146, doi:10.1016/j.jsb.2015.04.002, and its page
 * https://www.ccpem.ac.uk/mrc-format/mrc2014/ for modes 6 and 12.
 */

import { MrcFormatError } from "./mrc-error.ts";

/** Bytes of the header proper. */
export const headerBytes = 1024;

/** Byte offset of each word; those of three take the next two words as well. */
export const word = {
  extents: 0,
  mode: 12,
  start: 16,
  intervals: 28,
  cell: 40,
  angles: 52,
  axes: 64,
  min: 76,
  max: 80,
  mean: 84,
  spaceGroup: 88,
  extended: 92,
  extendedType: 104,
  version: 108,
  origin: 196,
  map: 208,
  stamp: 212,
  rms: 216,
  labelCount: 220,
  labels: 224,
} as const;

/** A vector along (x, y, z). */
export type Xyz = [x: number, y: number, z: number];

/** Bytes of one voxel in the modes that are read, by mode. */
export const voxelBytes: ReadonlyMap<number, number> = new Map([
  [0, 1],
  [1, 2],
  [2, 4],
  [6, 2],
  [12, 2],
]);

const otherModes: ReadonlyMap<number, string> = new Map([
  [3, "complex 16-bit integers"],
  [4, "complex 32-bit floats"],
  [101, "4-bit integers"],
]);

/** The words that say how the data lie in the file. */
export interface Layout {
  readonly little: boolean;
  /** columns, rows, sections: file order */
  readonly extents: readonly [columns: number, rows: number, sections: number];
  readonly mode: number;
  /** 1, 2, 3 for x, y, z, of columns, rows, sections */
  readonly axes: readonly [columns: number, rows: number, sections: number];
  readonly extended: number;
  /** offset of the first voxel */
  readonly start: number;
  /** what the header claims for the data, bytes; a double, so no product overflows */
  readonly size: number;
}

/** A view of the header's words. */
export function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** Byte order by the first two bytes of the machine stamp; undefined if they say neither. */
export function isLittle(view: DataView): boolean | undefined {
  const first = view.getUint8(word.stamp);
  const second = view.getUint8(word.stamp + 1);
  if (first === 0x44 && (second === 0x44 || second === 0x41)) return true;
  if (first === 0x11 && second === 0x11) return false;
  return undefined;
}

/** Three signed words. */
export function ints(view: DataView, offset: number, little: boolean): Xyz {
  return [view.getInt32(offset, little), view.getInt32(offset + 4, little), view.getInt32(offset + 8, little)];
}

/** Three 32-bit floats. */
export function floats(view: DataView, offset: number, little: boolean): Xyz {
  return [view.getFloat32(offset, little), view.getFloat32(offset + 4, little), view.getFloat32(offset + 8, little)];
}

/** A list of bytes as text, up to its first NUL; what is not printable ASCII or Latin-1 becomes U+FFFD. */
export function text(view: DataView, offset: number, length: number): string {
  let string = "";
  for (let i = offset; i < offset + length; i++) {
    const code = view.getUint8(i);
    if (code === 0) break;
    string += code < 32 || (code > 126 && code < 160) ? "\ufffd" : String.fromCharCode(code);
  }
  return string.trimEnd();
}

/** Whether three words are 1, 2, 3 in some order. */
export function isPermutation(axes: readonly number[]): boolean {
  return [1, 2, 3].every((axis) => axes.includes(axis));
}

/**
 * How the data of a file lie, and what its header claims for their size. Needs the first 1024 bytes only.
 *
 * @param bytes - the file, or its beginning
 * @param who - start of a message, `readMrc`
 * @param where - end of a message, ` (particles.mrc)` or nothing
 * @throws MrcFormatError at the first fault, in this order: fewer than 1024 bytes, machine stamp, extents, mode, axes,
 * negative extended header
 */
export function layoutOf(bytes: Uint8Array, who: string, where: string): Layout {
  const fail = (offset: number, message: string): never => {
    throw new MrcFormatError(`${who}: ${message}${where}`, offset);
  };
  if (bytes.length < headerBytes) fail(bytes.length, `expected at least 1024 header bytes, got ${bytes.length}`);
  const view = viewOf(bytes);
  const little = isLittle(view) ?? fail(word.stamp, `machine stamp must be ${stamps}, got ${stampOf(view)}`);
  const extents = ints(view, word.extents, little);
  for (let axis = 0; axis < 3; axis++)
    if (extents[axis] < 1) fail(4 * axis, `${"NX NY NZ".split(" ")[axis]} must be at least 1, got ${extents[axis]}`);
  const mode = view.getInt32(word.mode, little);
  const voxel = voxelBytes.get(mode) ?? fail(word.mode, modeMessage(mode));
  const mapped = ints(view, word.axes, little);
  const axes: Xyz = mapped.every((axis) => axis === 0) ? [1, 2, 3] : mapped;
  if (!isPermutation(axes)) fail(word.axes, `MAPC MAPR MAPS must be 1 2 3 in some order, got ${mapped.join(" ")}`);
  const extended = view.getInt32(word.extended, little);
  if (extended < 0) fail(word.extended, `NSYMBT must not be negative, got ${extended}`);
  const size = extents[0] * extents[1] * extents[2] * voxel;
  return { little, extents, mode, axes, extended, start: headerBytes + extended, size };
}

/**
 * How the data of a whole file lie; they are all there.
 *
 * @throws MrcFormatError as `layoutOf`, then for an extended header beyond the file, then for fewer data than claimed
 */
export function checkedLayoutOf(bytes: Uint8Array, who: string, where: string): Layout {
  const layout = layoutOf(bytes, who, where);
  const { start, size, extents, mode } = layout;
  if (start > bytes.length)
    throw new MrcFormatError(
      `${who}: the extended header must end within the file of ${bytes.length} bytes, got NSYMBT = ${layout.extended}${where}`,
      word.extended,
    );
  if (size > bytes.length - start)
    throw new MrcFormatError(
      `${who}: ${extents.join(" x ")} voxels of mode ${mode} take ${size} bytes, got ${bytes.length - start}${where}`,
      bytes.length,
    );
  return layout;
}

/** The machine stamps that are understood, for messages. */
export const stamps = "44 44, 44 41 (little endian) or 11 11 (big endian)";

/** The first two bytes of the machine stamp, for messages. */
export function stampOf(view: DataView): string {
  return [0, 1]
    .map((i) =>
      view
        .getUint8(word.stamp + i)
        .toString(16)
        .padStart(2, "0"),
    )
    .join(" ");
}

/** What is wrong with a mode, for messages. */
export function modeMessage(mode: number): string {
  const name = otherModes.get(mode);
  return `mode must be 0, 1, 2, 6 or 12, got ${mode}${name === undefined ? "" : `, ${name}`}`;
}
