/** @file The head of an .npy file: what the array is, and where its data lie. Nothing is allocated for the data here. */

import { product } from "../core/index.ts";
import { openBytes } from "./byte-source.ts";
import { type Literal, parseLiteral } from "./python-literal.ts";

/** One column of a table of records. */
export interface Field {
  readonly name: string;
  /** NumPy's letters: `<f4`, `|S32` */
  readonly type: string;
  /** shape of one entry, [] for a number */
  readonly shape: readonly number[];
}

/** An opened file: its claims agree with its size. */
export interface Npy {
  readonly view: DataView;
  /** offset of the first value */
  readonly start: number;
  /** NumPy's letters, or the fields of a record */
  readonly type: string | readonly Field[];
  /** bytes of one entry of `shape` */
  readonly itemBytes: number;
  readonly shape: readonly number[];
  /** first axis fastest */
  readonly fortran: boolean;
  readonly fail: (offset: number, message: string) => never;
}

const magic = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59];

/**
 * Opens a file and checks its header.
 *
 * @param source - the bytes of a file, or its path
 * @param who - start of a message, `readNpy`
 * @throws TypeError if source is neither
 * @throws FormatError at the first fault, with its byte offset
 */
export function openNpy(source: Uint8Array | string, who: string): Npy {
  const { bytes, fail } = openBytes(source, who);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 10) fail(bytes.length, `expected at least 10 header bytes, got ${bytes.length}`);
  if (magic.some((byte, i) => bytes[i] !== byte)) fail(0, "the file must start with \\x93NUMPY");
  const major = bytes[6];
  if (major < 1 || major > 3) fail(6, `the version must be 1, 2 or 3, got ${major}`);
  const [from, length] =
    major === 1 ? [10, view.getUint16(8, true)] : [12, bytes.length < 12 ? 0 : view.getUint32(8, true)];
  const start = from + length;
  if (start > bytes.length) fail(8, `the header must end within the file of ${bytes.length} bytes, got ${start}`);
  const text = Buffer.from(bytes.buffer, bytes.byteOffset + from, length).toString(major === 3 ? "utf8" : "latin1");
  const header = parseLiteral(text, (at, message) => fail(from + at, message));
  if (typeof header !== "object" || header === null || Array.isArray(header))
    return fail(from, "the header must be a dictionary");
  const { descr, fortran_order: fortran, shape } = header as Record<string, Literal>;
  if (typeof fortran !== "boolean") return fail(from, "fortran_order must be True or False");
  if (!isShape(shape)) return fail(from, `shape must be a tuple of whole numbers, got ${JSON.stringify(shape)}`);
  const type = typeof descr === "string" ? descr : fieldsOf(descr, from, fail);
  const itemBytes =
    typeof type === "string"
      ? bytesOf(type, from, fail)
      : type.reduce((sum, field) => sum + bytesOf(field.type, from, fail) * product(field.shape), 0);
  // doubles: no product of claims overflows
  const size = shape.reduce((a, b) => a * b, itemBytes);
  if (!(size <= bytes.length - start))
    fail(
      bytes.length,
      `shape (${shape.join(", ")}) of ${itemBytes} bytes each takes ${size} bytes, got ${bytes.length - start}`,
    );
  if (itemBytes === 0 && product(shape) > bytes.length)
    fail(from, `entries of no bytes must not be more than the file has bytes, got ${product(shape)}`);
  return { view, start, type, itemBytes, shape, fortran, fail };
}

function isShape(value: Literal | undefined): value is number[] {
  return (
    Array.isArray(value) && value.length <= 32 && value.every((n) => Number.isSafeInteger(n) && (n as number) >= 0)
  );
}

function fieldsOf(descr: Literal | undefined, at: number, fail: Npy["fail"]): Field[] {
  if (!Array.isArray(descr)) return fail(at, "descr must be a text or a list of fields");
  const names = new Set<string>();
  return descr.map((entry) => {
    const [given, type, inner] = Array.isArray(entry) ? entry : [];
    const name = Array.isArray(given) ? given[1] : given; // (title, name)
    const shape = inner === undefined ? [] : typeof inner === "number" ? [inner] : inner;
    if (typeof name !== "string" || typeof type !== "string" || !isShape(shape))
      return fail(
        at,
        `a field must be (name, type) or (name, type, shape), got ${JSON.stringify(entry)?.slice(0, 80)}`,
      );
    if (names.has(name)) fail(at, `a field must come once, got ${JSON.stringify(name)} again`);
    names.add(name);
    return { name, type, shape };
  });
}

function bytesOf(type: string, at: number, fail: Npy["fail"]): number {
  const match = /^[<>|=]?([a-zA-Z])(\d{0,9})$/.exec(type);
  if (match === null || !"biufcSUV".includes(match[1]))
    return fail(at, `the type must be one of NumPy's b i u f c S U V, got '${type.slice(0, 40)}'`);
  return Number(match[2]) * (match[1] === "U" ? 4 : 1);
}
