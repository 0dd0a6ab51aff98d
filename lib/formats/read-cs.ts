/**
 * @file The tables of cryoSPARC, .cs files: NumPy records, one a particle. Lengths, angles and shifts are in the units
 * of the file; `rotations.convertPose` turns poses into ours.
 */

import { product } from "../core/index.ts";
import { decoded } from "./npy.ts";
import { type Field, type Npy, openNpy } from "./npy-header.ts";

/** A column: one number a row, several (row i is entries i·m to i·m + m − 1), texts, or ids of 64 bits. */
export type CsColumn =
  | { readonly shape: readonly number[]; readonly data: Float64Array }
  | readonly string[]
  | BigUint64Array;

/** A table of records. */
export interface CsTable {
  readonly rows: number;
  /** by name: `alignments3D/pose`, shape [rows, 3] */
  readonly columns: Readonly<Record<string, CsColumn>>;
}

/**
 * The columns of a .cs file.
 *
 * @param source - the bytes of a file, or its path
 * @returns by name; whole numbers of 64 bits without a sign, which name particles, stay exact as a BigUint64Array
 * @throws FormatError at the first fault, with its byte offset
 * @example
 * readCs(cs).columns["ctf/df1_A"] // { shape: [3], data: Float64Array [12000, 13000.5, 9000] }
 */
export function readCs(source: Uint8Array | string): CsTable {
  const npy = openNpy(source, "readCs");
  const { type, shape, fail } = npy;
  if (typeof type === "string")
    return fail(10, `the file must hold records, got numbers of type '${type}'; readNpy reads those`);
  if (shape.length !== 1) fail(10, `records must lie in one row, got shape (${shape.join(", ")})`);
  const columns = Object.create(null) as Record<string, CsColumn>;
  let offset = npy.start;
  for (const field of type) {
    columns[field.name] = columnOf(field, offset, npy);
    offset += bytesOfField(field);
  }
  return { rows: shape[0], columns };
}

function bytesOfField({ type, shape }: Field): number {
  const size = Number(/\d*$/.exec(type)?.[0]);
  return size * (/^[<>|=]?U/.test(type) ? 4 : 1) * product(shape);
}

function columnOf(field: Field, offset: number, { view, itemBytes, shape: [rows], fail }: Npy): CsColumn {
  const { name, type, shape } = field;
  const [, order, kind, digits] = /^([<>|=]?)([a-zA-Z])(\d*)$/.exec(type) as RegExpExecArray;
  const little = order !== ">";
  const size = Number(digits);
  if (kind === "S" || kind === "U") {
    if (shape.length > 0)
      fail(10, `texts must be one a row, got shape (${shape.join(", ")}) for ${JSON.stringify(name)}`);
    return Array.from({ length: rows }, (_, i) => textAt(view, offset + i * itemBytes, kind, size, little));
  }
  if (kind === "u" && size === 8 && shape.length === 0)
    return BigUint64Array.from({ length: rows }, (_, i) => view.getBigUint64(offset + i * itemBytes, little));
  if (!/^(f[248]|[iu][1248]|b1)$/.test(kind + digits))
    return fail(10, `a column must be numbers or texts, got type '${type}' for ${JSON.stringify(name)}`);
  const width = product(shape);
  const data = new Float64Array(rows * width);
  for (let j = 0; j < width; j++) {
    const values = decoded(view, offset + j * size, itemBytes, rows, kind + digits, little, fail);
    for (let i = 0; i < rows; i++) data[i * width + j] = values[i];
  }
  return { shape: [rows, ...shape], data };
}

function textAt(view: DataView, at: number, kind: string, size: number, little: boolean): string {
  if (kind === "S") {
    const bytes = Buffer.from(view.buffer, view.byteOffset + at, size);
    let end = size;
    while (end > 0 && bytes[end - 1] === 0) end--;
    return bytes.toString("utf8", 0, end);
  }
  let text = "";
  for (let i = 0; i < size; i++) {
    const point = view.getUint32(at + 4 * i, little);
    text += point === 0 ? "" : String.fromCodePoint(Math.min(point, 0x10ffff));
  }
  return text;
}
