/**
 * @file Volumes, images and stacks into MRC2014 files: mode 2 (float32) or 12 (float16), little endian, axes x y z, no
 * extended header, statistics of what is stored. The same input gives the same bytes: no date in the label.
 */

import { writeFileSync } from "node:fs";
import { check, type Image, type ImageStack, product, type Volume } from "../core/index.ts";
import { fromHalf, largestHalf, toHalf } from "./half.ts";
import { headerBytes, word, type Xyz } from "./mrc-header.ts";

/** What a file says beside its values. */
export interface WriteMrcOptions {
  /** Å between voxels, the same along x, y, z; without it and `spacing` the file says that it does not know */
  readonly pixelSize?: number;
  /** Å between voxels along (x, y, z), where they differ */
  readonly spacing?: readonly [x: number, y: number, z: number];
  /** world position of voxel (0, 0, 0), Å; 0 if left out */
  readonly origin?: readonly [x: number, y: number, z: number];
  /** 2, float32 (default), or 12, float16: half the size, three digits */
  readonly mode?: 2 | 12;
  /** up to ten lines of up to 80 ASCII characters; "Cryolab" if left out */
  readonly labels?: readonly string[];
  /** file to write as well */
  readonly path?: string;
}

/**
 * The bytes of an MRC file with a volume, an image or a stack of images.
 *
 * @param array - a Volume, an Image, or an ImageStack, which is marked as one (ISPG 0, MZ 1)
 * @param options - pixelSize or spacing and origin in Å, mode, labels, path
 * @returns the file; also written to `path` if that is given
 * @throws RangeError if an extent, a length or a label is out of range, or a value too large for the mode
 * @example
 * writeMrc(volume, { pixelSize: 1.06 }).length // 3072
 * @see Cheng et al. (2015), J. Struct. Biol. 192, 146, doi:10.1016/j.jsb.2015.04.002
 */
export function writeMrc(array: Volume | Image | ImageStack, options: WriteMrcOptions = {}): Uint8Array {
  const { mode = 2, origin = [0, 0, 0], labels = ["Cryolab"] } = options;
  const { shape, data } = array;
  check(shape.length === 2 || shape.length === 3, () => `writeMrc: array must have 2 or 3 axes, got shape [${shape}]`);
  const [nx, ny, nz] = [...shape].reverse().concat(1);
  check(
    [nx, ny, nz].every((n) => Number.isInteger(n) && n >= 1 && n < 2 ** 31),
    () => `writeMrc: extents must be whole and at least 1, got [${shape}]`,
  );
  check(data.length === product(shape), () => `writeMrc: shape [${shape}] does not fit ${data.length} values`);
  check(mode === 2 || mode === 12, () => `writeMrc: mode must be 2 or 12, got ${mode}`);
  const spacing = spacingOf(options);
  check(origin.every(Number.isFinite), () => `writeMrc: origin must be finite, got [${origin}]`);
  checkLabels(labels);

  const voxel = mode === 2 ? 4 : 2;
  const bytes = new Uint8Array(headerBytes + data.length * voxel);
  const view = new DataView(bytes.buffer);
  const stack = shape.length === 2 || data.BYTES_PER_ELEMENT === 4;
  const intervals = [nx, ny, stack ? 1 : nz];
  setInts(view, word.extents, [nx, ny, nz, mode]);
  setInts(view, word.intervals, intervals);
  setFloats(view, word.cell, [...spacing.map((d, i) => d * intervals[i]), 90, 90, 90]);
  setInts(view, word.axes, [1, 2, 3]);
  setInts(view, word.spaceGroup, [stack ? 0 : 1]);
  setInts(view, word.version, [20141]);
  setFloats(view, word.origin, origin);
  setText(bytes, word.map, "MAP ");
  bytes.set([0x44, 0x44], word.stamp);
  setInts(view, word.labelCount, [labels.length]);
  for (let i = 0; i < labels.length; i++) setText(bytes, word.labels + 80 * i, labels[i].padEnd(80));
  encode(view, data, mode);
  if (options.path !== undefined) writeFileSync(options.path, bytes);
  return bytes;
}

function spacingOf({ pixelSize, spacing }: WriteMrcOptions): Xyz {
  check(pixelSize === undefined || spacing === undefined, () => "writeMrc: give pixelSize or spacing, got both");
  if (pixelSize !== undefined) {
    check(
      pixelSize > 0 && pixelSize < Number.POSITIVE_INFINITY,
      () => `writeMrc: pixelSize must be positive and finite, got ${pixelSize}; leave it out if it is unknown`,
    );
    return [pixelSize, pixelSize, pixelSize];
  }
  const [x, y, z] = spacing ?? [0, 0, 0];
  check(
    [x, y, z].every((d) => d >= 0 && d < Number.POSITIVE_INFINITY),
    () => `writeMrc: spacing must be finite and not negative, got [${spacing}]`,
  );
  return [x, y, z];
}

function checkLabels(labels: readonly string[]): void {
  check(labels.length <= 10, () => `writeMrc: at most 10 labels fit, got ${labels.length}`);
  for (const label of labels)
    check(
      /^[ -~]{1,80}$/.test(label) && label.trim() !== "",
      () => `writeMrc: a label must be 1 to 80 ASCII characters, not all blank, got ${JSON.stringify(label)}`,
    );
}

/** Writes the values, then DMIN, DMAX, DMEAN and RMS as the values are stored; "not known" if one is NaN or infinite. */
function encode(view: DataView, data: ArrayLike<number>, mode: 2 | 12): void {
  const n = data.length;
  const stored = new Float64Array(n);
  let [min, max, sum] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0];
  for (let i = 0; i < n; i++) {
    let value = Math.fround(data[i]);
    if (mode === 2) view.setFloat32(headerBytes + 4 * i, value, true);
    else {
      const bits = toHalf(data[i]);
      view.setUint16(headerBytes + 2 * i, bits, true);
      value = fromHalf(bits);
    }
    if (Number.isFinite(data[i]) && !Number.isFinite(value)) throw tooLarge(data[i], i, mode);
    stored[i] = value;
    if (value < min) min = value;
    if (value > max) max = value;
    sum += value;
  }
  const mean = sum / n;
  let squares = 0;
  for (let i = 0; i < n; i++) squares += (stored[i] - mean) * (stored[i] - mean);
  // the standard's "not known": DMAX < DMIN, DMEAN below both, RMS negative; NaN and infinity end up in the sum
  setFloats(view, word.min, Number.isFinite(sum) ? [min, max, mean] : [0, -1, -2]);
  setFloats(view, word.rms, [Number.isFinite(sum) ? Math.sqrt(squares / n) : -1]);
}

function tooLarge(value: number, index: number, mode: 2 | 12): RangeError {
  const most = mode === 2 ? "3.4e38" : `${largestHalf}; use mode 2`;
  return new RangeError(`writeMrc: value ${value} at index ${index} is too large for mode ${mode}, at most ${most}`);
}

function setInts(view: DataView, offset: number, values: readonly number[]): void {
  for (let i = 0; i < values.length; i++) view.setInt32(offset + 4 * i, values[i], true);
}

function setFloats(view: DataView, offset: number, values: readonly number[]): void {
  for (let i = 0; i < values.length; i++) view.setFloat32(offset + 4 * i, values[i], true);
}

function setText(bytes: Uint8Array, offset: number, string: string): void {
  for (let i = 0; i < string.length; i++) bytes[offset + i] = string.charCodeAt(i);
}
