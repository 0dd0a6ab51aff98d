/**
 * @file MRC maps into volumes: modes 0, 1, 2, 6 and 12, both byte orders, any order of axes, extended headers, gzip.
 * World = voxel·spacing + origin, all along (x, y, z). The file is never trusted: what its header claims is compared
 * with its size before anything is allocated.
 */

import type { Volume } from "../core/index.ts";
import { fromHalf } from "./half.ts";
import { checkedLayoutOf, floats, headerBytes, ints, type Layout, text, viewOf, word, type Xyz } from "./mrc-header.ts";
import { open } from "./source.ts";

/** What the header says beside the grid. */
export interface MrcHeader {
  /** 0 int8, 1 int16, 2 float32, 6 uint16, 12 float16 */
  readonly mode: number;
  readonly byteOrder: "little" | "big";
  /** which axis the columns, rows and sections of the file run along: 1 x, 2 y, 3 z */
  readonly axes: readonly [columns: number, rows: number, sections: number];
  /** NSTART along (x, y, z), voxels */
  readonly start: Xyz;
  /** M, intervals of the cell along (x, y, z) */
  readonly intervals: Xyz;
  /** CELLA, Å */
  readonly cell: Xyz;
  /** CELLB: α, β, γ */
  readonly cellAnglesDeg: Xyz;
  /** ISPG: 0 a stack of images, 1 a map, 401 and above a stack of maps */
  readonly spaceGroup: number;
  /** NVERSION: 20140 or 20141, or 0 in older files */
  readonly version: number;
  /** DMIN, DMAX, DMEAN, RMS as the file has them: not checked (`validateMrc` does) */
  readonly statistics: { readonly min: number; readonly max: number; readonly mean: number; readonly rms: number };
  /** label lines that hold text */
  readonly labels: readonly string[];
  /** EXTTYP and the bytes it speaks of: symmetry records, the microscope's record of each image */
  readonly extended: { readonly type: string; readonly bytes: Uint8Array };
}

/** A map and where it lies. */
export interface MrcMap {
  /** values, [nz, ny, nx] whatever the order of axes in the file */
  readonly volume: Volume;
  /** cell/intervals along (x, y, z), Å; 0 where the file does not say */
  readonly spacing: Xyz;
  /** spacing[0], Å, only if the three spacings agree within 0.1 % and are above 0 */
  readonly pixelSize?: number;
  /** world position of voxel (0, 0, 0), Å */
  readonly origin: Xyz;
  readonly header: MrcHeader;
}

/**
 * A map from an MRC file.
 *
 * spacing = CELLA/M; origin = ORIGIN, or NSTART·spacing if the three ORIGIN words are 0
 *
 * A stack of images is read too, its n images along z.
 *
 * @param source - the bytes of a file (`.mrc`, `.map`, `.mrcs`, or one of them gzipped), or its path
 * @returns the volume, its spacing, pixel size and origin in Å, and the rest of the header
 * @throws MrcFormatError at the first fault, with its byte offset; `validateMrc` lists all of them
 * @example
 * readMrc(writeMrc(volume, { pixelSize: 1.5 })).pixelSize // 1.5
 * @see Cheng et al. (2015), J. Struct. Biol. 192, 146, doi:10.1016/j.jsb.2015.04.002
 */
export function readMrc(source: Uint8Array | string): MrcMap {
  const { bytes, where } = open(source, "readMrc");
  const layout = checkedLayoutOf(bytes, "readMrc", where);
  const header = headerOf(bytes, layout);
  const spacing = header.cell.map((length, i) => spacingOf(length, header.intervals[i])) as Xyz;
  const stored = floats(viewOf(bytes), word.origin, layout.little);
  const origin = stored.every((w) => w === 0) ? (header.start.map((n, i) => n * spacing[i] + 0) as Xyz) : stored;
  return {
    volume: permuted(decode(bytes, layout), layout),
    spacing,
    ...(isCubic(spacing) ? { pixelSize: spacing[0] } : {}),
    origin,
    header,
  };
}

/** Å between voxels, 0 if the header does not say. */
function spacingOf(length: number, intervals: number): number {
  return intervals > 0 && length > 0 && Number.isFinite(length) ? length / intervals : 0;
}

function isCubic(spacing: Xyz): boolean {
  const least = Math.min(...spacing);
  return least > 0 && Math.max(...spacing) - least <= 1e-3 * least;
}

function headerOf(bytes: Uint8Array, { little, mode, axes, start }: Layout): MrcHeader {
  const view = viewOf(bytes);
  const inFileOrder = ints(view, word.start, little);
  const starts: Xyz = [0, 0, 0];
  for (let i = 0; i < 3; i++) starts[axes[i] - 1] = inFileOrder[i];
  const labels: string[] = [];
  for (let i = 0; i < 10; i++) labels.push(text(view, word.labels + 80 * i, 80));
  return {
    mode,
    byteOrder: little ? "little" : "big",
    axes,
    start: starts,
    intervals: ints(view, word.intervals, little),
    cell: floats(view, word.cell, little),
    cellAnglesDeg: floats(view, word.angles, little),
    spaceGroup: view.getInt32(word.spaceGroup, little),
    version: view.getInt32(word.version, little),
    statistics: {
      min: view.getFloat32(word.min, little),
      max: view.getFloat32(word.max, little),
      mean: view.getFloat32(word.mean, little),
      rms: view.getFloat32(word.rms, little),
    },
    labels: labels.filter((label) => label !== ""),
    extended: {
      type: text(view, word.extendedType, 4),
      bytes: Uint8Array.from(bytes.subarray(headerBytes, start)),
    },
  };
}

/**
 * The values of a file in file order. Assumes a checked layout: the bytes are there.
 *
 * @param bytes - the whole file; may start at any address
 * @param layout - how its data lie
 */
export function decode(bytes: Uint8Array, { little, extents, mode, start }: Layout): Float64Array {
  const view = viewOf(bytes);
  const values = new Float64Array(extents[0] * extents[1] * extents[2]);
  const n = values.length;
  switch (mode) {
    case 0:
      for (let i = 0; i < n; i++) values[i] = view.getInt8(start + i);
      break;
    case 1:
      for (let i = 0; i < n; i++) values[i] = view.getInt16(start + 2 * i, little);
      break;
    case 2:
      for (let i = 0; i < n; i++) values[i] = view.getFloat32(start + 4 * i, little);
      break;
    case 6:
      for (let i = 0; i < n; i++) values[i] = view.getUint16(start + 2 * i, little);
      break;
    case 12:
      for (let i = 0; i < n; i++) values[i] = fromHalf(view.getUint16(start + 2 * i, little));
      break;
  }
  return values;
}

/** The volume [nz, ny, nx] from values in file order. */
function permuted(values: Float64Array, { extents, axes }: Layout): Volume {
  const n: Xyz = [0, 0, 0];
  for (let i = 0; i < 3; i++) n[axes[i] - 1] = extents[i];
  const shape = [n[2], n[1], n[0]] as const;
  if (axes[0] === 1 && axes[1] === 2) return { shape, data: values };
  const strides = [1, n[0], n[0] * n[1]];
  const [dc, dr, ds] = axes.map((axis) => strides[axis - 1]);
  const [columns, rows, sections] = extents;
  const data = new Float64Array(values.length);
  for (let s = 0, i = 0; s < sections; s++)
    for (let r = 0; r < rows; r++) {
      let to = s * ds + r * dr;
      for (let c = 0; c < columns; c++, i++, to += dc) data[to] = values[i];
    }
  return { shape, data };
}
