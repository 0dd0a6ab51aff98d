/**
 * @file Everything that is wrong with an MRC file, in the manner of mrcfile's validator, with byte offsets. A fault is
 * fatal where `readMrc` refuses the file; it breaks the standard where it is wrong; a note is allowed but worth knowing.
 * Source: MRC2014, doi:10.1016/j.jsb.2015.04.002; the list of checks follows mrcfile 1.5 (Burnley et al. 2017).
 */

import { MrcFormatError } from "./mrc-error.ts";
import {
  checkedLayoutOf,
  floats,
  headerBytes,
  ints,
  isLittle,
  isPermutation,
  type Layout,
  modeMessage,
  stampOf,
  stamps,
  text,
  viewOf,
  voxelBytes,
  word,
} from "./mrc-header.ts";
import { decode } from "./read-mrc.ts";
import { open } from "./source.ts";

/** One thing that is wrong with a file. */
export interface MrcFault {
  /** byte at which it shows, from the start of the file (of the inflated file if it was gzipped) */
  readonly offset: number;
  /** fatal: `readMrc` refuses the file; wrong: against the standard; note: allowed, but worth knowing */
  readonly severity: "fatal" | "wrong" | "note";
  /** what must hold, and what the file has */
  readonly message: string;
}

const extendedTypes = ["CCP4", "MRCO", "SERI", "AGAR", "FEI1", "FEI2", "HDF5"];
const xyz = ["x", "y", "z"];

/**
 * All that is wrong with an MRC file.
 *
 * @param source - the bytes of a file, gzipped or not, or its path
 * @returns faults by offset; none of them "fatal" or "wrong" if the file meets the standard
 * @example
 * validateMrc(writeMrc(volume, { pixelSize: 2 })) // []
 * @see Burnley, Palmer & Winn (2017), Acta Cryst. D73, 469, doi:10.1107/S2059798317007859
 */
export function validateMrc(source: Uint8Array | string): MrcFault[] {
  let bytes: Uint8Array;
  try {
    bytes = open(source, "validateMrc").bytes;
  } catch (error) {
    if (error instanceof MrcFormatError) return [fatal(error)];
    throw error;
  }
  if (bytes.length < headerBytes)
    return [
      {
        offset: bytes.length,
        severity: "fatal",
        message: `expected at least ${headerBytes} header bytes, got ${bytes.length}`,
      },
    ];
  const view = viewOf(bytes);
  const little = isLittle(view) ?? likelyLittle(view);
  const faults = headerFaults(view, little);
  try {
    const layout = checkedLayoutOf(bytes, "validateMrc", "");
    faults.push(...dataFaults(bytes, layout));
  } catch (error) {
    if (!(error instanceof MrcFormatError)) throw error;
    if (!faults.some((fault) => fault.severity === "fatal")) faults.push(fatal(error));
  }
  return faults.sort((a, b) => a.offset - b.offset);
}

function fatal(error: MrcFormatError): MrcFault {
  return { offset: error.offset, severity: "fatal", message: error.message.replace(/^validateMrc: /, "") };
}

/** Byte order of a file whose stamp says none: the one in which the mode is a mode. */
function likelyLittle(view: DataView): boolean {
  return voxelBytes.has(view.getInt32(word.mode, true)) || !voxelBytes.has(view.getInt32(word.mode, false));
}

/** What the header's words say by themselves. */
function headerFaults(view: DataView, little: boolean): MrcFault[] {
  const faults: MrcFault[] = [];
  const add = (severity: MrcFault["severity"], offset: number, message: string): void => {
    faults.push({ offset, severity, message });
  };
  const int = (offset: number): number => view.getInt32(offset, little);

  if (isLittle(view) === undefined) add("fatal", word.stamp, `machine stamp must be ${stamps}, got ${stampOf(view)}`);
  const extents = ints(view, word.extents, little);
  const intervals = ints(view, word.intervals, little);
  const cell = floats(view, word.cell, little);
  const angles = floats(view, word.angles, little);
  const origin = floats(view, word.origin, little);
  for (let i = 0; i < 3; i++) {
    const at = 4 * i;
    if (extents[i] < 1) add("fatal", word.extents + at, `N${"XYZ"[i]} must be at least 1, got ${extents[i]}`);
    if (intervals[i] < 1)
      add("wrong", word.intervals + at, `M${"XYZ"[i]} must be at least 1, got ${intervals[i]}; spacing reads as 0`);
    if (cell[i] === 0)
      add("note", word.cell + at, `CELLA ${xyz[i]} is 0: the file gives no pixel size along ${xyz[i]}`);
    else if (!(cell[i] > 0 && Number.isFinite(cell[i])))
      add("wrong", word.cell + at, `CELLA ${xyz[i]} must be positive and finite, got ${cell[i]}; spacing reads as 0`);
    if (!(angles[i] > 0 && angles[i] < 180))
      add("note", word.angles + at, `CELLB must be angles between 0 and 180 degrees, got ${angles[i]}`);
    else if (angles[i] !== 90)
      add("note", word.angles + at, `CELLB has an angle of ${angles[i]} degrees: the axes are not at right angles`);
    if (!Number.isFinite(origin[i]))
      add("wrong", word.origin + at, `ORIGIN ${xyz[i]} must be finite, got ${origin[i]}`);
  }
  const mode = int(word.mode);
  if (!voxelBytes.has(mode)) add("fatal", word.mode, modeMessage(mode));
  const axes = ints(view, word.axes, little);
  if (axes.every((axis) => axis === 0))
    add("wrong", word.axes, "MAPC MAPR MAPS must be 1 2 3 in some order, got 0 0 0; read as 1 2 3");
  else if (!isPermutation(axes))
    add("fatal", word.axes, `MAPC MAPR MAPS must be 1 2 3 in some order, got ${axes.join(" ")}`);
  const group = int(word.spaceGroup);
  if (group < 0) add("wrong", word.spaceGroup, `ISPG must not be negative, got ${group}`);
  if (group >= 401 && group <= 630 && (intervals[2] < 1 || extents[2] % intervals[2] !== 0))
    add(
      "wrong",
      word.intervals + 8,
      `a stack of maps (ISPG ${group}) must have NZ divisible by MZ, got ${extents[2]} and ${intervals[2]}`,
    );
  const extended = int(word.extended);
  const type = text(view, word.extendedType, 4);
  if (extended < 0) add("fatal", word.extended, `NSYMBT must not be negative, got ${extended}`);
  if (extended > 0 && !extendedTypes.includes(type))
    add("wrong", word.extendedType, `EXTTYP must be one of ${extendedTypes.join(" ")}, got ${JSON.stringify(type)}`);
  const version = int(word.version);
  if (version !== 20140 && version !== 20141)
    add("wrong", word.version, `NVERSION must be 20140 or 20141, got ${version}`);
  const map = String.fromCharCode(...[0, 1, 2, 3].map((i) => view.getUint8(word.map + i)));
  if (map !== "MAP ") add("wrong", word.map, `the word MAP must be "MAP ", got ${JSON.stringify(map)}`);
  labelFaults(view, int(word.labelCount), add);
  return faults;
}

function labelFaults(view: DataView, count: number, add: (s: "wrong", offset: number, message: string) => void): void {
  let used = 0;
  let gap = false;
  for (let i = 0; i < 10; i++) {
    const offset = word.labels + 80 * i;
    if (text(view, offset, 80).trim() === "") gap = true;
    else {
      used++;
      if (gap) add("wrong", offset, `label ${i + 1} must not follow an empty one`);
    }
  }
  if (used !== count) add("wrong", word.labelCount, `NLABL must count the labels with text, ${used}, got ${count}`);
}

/** What the data say about the header's statistics, and what follows the data. */
function dataFaults(bytes: Uint8Array, layout: Layout): MrcFault[] {
  const faults: MrcFault[] = [];
  const view = viewOf(bytes);
  const values = decode(bytes, layout);
  let [min, max, sum, odd, first] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0, 0, -1];
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    if (value < min) min = value;
    if (value > max) max = value;
    sum += value;
    if (!Number.isFinite(value) && odd++ === 0) first = i;
  }
  const mean = sum / values.length;
  let squares = 0;
  for (let i = 0; i < values.length; i++) squares += (values[i] - mean) * (values[i] - mean);
  const rms = Math.sqrt(squares / values.length);

  const claimed = (offset: number): number => view.getFloat32(offset, layout.little);
  const statistic = (offset: number, name: string, found: number, tolerance: number): void => {
    const value = claimed(offset);
    if (found !== value && !(Math.abs(found - value) <= tolerance))
      faults.push({ offset, severity: "wrong", message: `${name} must be ${found}, got ${value}` });
  };
  // the standard's "not known": DMAX < DMIN, DMEAN below both, RMS negative
  if (claimed(word.min) < claimed(word.max)) {
    statistic(word.min, "DMIN", min, 0);
    statistic(word.max, "DMAX", max, 0);
  }
  if (claimed(word.mean) > Math.min(claimed(word.min), claimed(word.max)))
    statistic(word.mean, "DMEAN", mean, 1e-8 + 0.01 * Math.abs(claimed(word.mean)));
  if (claimed(word.rms) >= 0) statistic(word.rms, "RMS", rms, 1e-8 + 0.01 * claimed(word.rms));
  if (first >= 0)
    faults.push({
      offset: layout.start + first * voxelBytes.get(layout.mode)!,
      severity: "note",
      message: `${odd} of ${values.length} values are NaN or infinite, the first is voxel ${first}`,
    });
  const end = layout.start + layout.size;
  if (bytes.length > end)
    faults.push({
      offset: end,
      severity: "wrong",
      message: `the file must end with its data, got ${bytes.length - end} bytes more`,
    });
  return faults;
}
