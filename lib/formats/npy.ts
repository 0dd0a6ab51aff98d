/**
 * @file NumPy's .npy files, in and out. The header is a literal of Python; it is read as data, never run, and what it
 * claims is compared with the size of the file before anything is allocated.
 * Source: NEP 1, https://numpy.org/neps/nep-0001-npy-format.html.
 */

import { type ComplexArray, check, product, type RealArray } from "../core/index.ts";
import { fromHalf } from "./half.ts";
import { openNpy } from "./npy-header.ts";

/**
 * An array from an .npy file: floats of 16, 32 or 64 bits, integers, booleans, complex numbers; either byte order,
 * either order of axes.
 *
 * @param source - the bytes of a file, or its path
 * @returns real or complex values in double precision, row-major, with the file's shape; a scalar has shape []
 * @throws FormatError at the first fault, with its byte offset; also for an integer of 64 bits beyond ±2⁵³, for texts
 * and for records (`readCs` reads those)
 * @example
 * readNpy(writeNpy(realArray([3], [0, 0.5, 1]))).data // Float64Array [0, 0.5, 1]
 */
export function readNpy(source: Uint8Array | string): RealArray | ComplexArray {
  const { view, start, type, shape, fortran, fail } = openNpy(source, "readNpy");
  if (typeof type !== "string")
    return fail(10, "a table of records is not an array of numbers; readCs reads its columns");
  const count = product(shape);
  const match = /^([<>|=])(f[248]|[iu][1248]|b1|c8|c16)$/.exec(type);
  if (match === null) return fail(10, `the type must be one of f2 f4 f8 i1..i8 u1..u8 b1 c8 c16, got '${type}'`);
  const [, order, kind] = match;
  const little = order !== ">";
  const bytes = Number(kind.slice(1));
  if (kind[0] === "c") {
    const half = kind === "c8" ? "f4" : "f8";
    const re = decoded(view, start, bytes, count, half, little, fail);
    const im = decoded(view, start + bytes / 2, bytes, count, half, little, fail);
    return { shape, re: ordered(re, shape, fortran), im: ordered(im, shape, fortran) };
  }
  return { shape, data: ordered(decoded(view, start, bytes, count, kind, little, fail), shape, fortran) };
}

/** `count` values that lie `stride` bytes apart. */
export function decoded(
  view: DataView,
  start: number,
  stride: number,
  count: number,
  kind: string,
  little: boolean,
  fail: (offset: number, message: string) => never,
): Float64Array {
  const values = new Float64Array(count);
  const read = readers[kind];
  for (let i = 0, at = start; i < count; i++, at += stride) values[i] = read(view, at, little);
  if (kind === "i8" || kind === "u8")
    for (let i = 0; i < count; i++)
      if (Math.abs(values[i]) > Number.MAX_SAFE_INTEGER)
        fail(start + stride * i, `an integer of 64 bits must lie within ±2^53, got about ${values[i]}`);
  return values;
}

const readers: Readonly<Record<string, (view: DataView, at: number, little: boolean) => number>> = {
  f2: (view, at, little) => fromHalf(view.getUint16(at, little)),
  f4: (view, at, little) => view.getFloat32(at, little),
  f8: (view, at, little) => view.getFloat64(at, little),
  i1: (view, at) => view.getInt8(at),
  i2: (view, at, little) => view.getInt16(at, little),
  i4: (view, at, little) => view.getInt32(at, little),
  i8: (view, at, little) => Number(view.getBigInt64(at, little)),
  u1: (view, at) => view.getUint8(at),
  u2: (view, at, little) => view.getUint16(at, little),
  u4: (view, at, little) => view.getUint32(at, little),
  u8: (view, at, little) => Number(view.getBigUint64(at, little)),
  b1: (view, at) => (view.getUint8(at) === 0 ? 0 : 1),
};

/** Values with the last axis fastest, from values with the first one fastest if `fortran`. */
function ordered(values: Float64Array, shape: readonly number[], fortran: boolean): Float64Array {
  if (!fortran || shape.length < 2) return values;
  const result = new Float64Array(values.length);
  const index = new Array<number>(shape.length).fill(0);
  const strides = shape.map((_, axis) => product(shape.slice(axis + 1)));
  let to = 0;
  for (let i = 0; i < values.length; i++) {
    result[to] = values[i];
    for (let axis = 0; axis < shape.length; axis++) {
      to += strides[axis];
      if (++index[axis] < shape[axis]) break;
      to -= strides[axis] * shape[axis];
      index[axis] = 0;
    }
  }
  return result;
}

/**
 * An .npy file of an array, version 1.0, little endian, row-major: float64 or complex128.
 *
 * @param array - real or complex values
 * @returns the bytes
 * @throws RangeError if the values are not as many as the shape says
 * @example
 * writeNpy(zeros([3])).length // 152
 */
export function writeNpy(array: RealArray | ComplexArray): Uint8Array {
  const { shape } = array;
  const parts = "data" in array ? [array.data] : [array.re, array.im];
  const count = product(shape);
  for (const part of parts)
    check(part.length === count, () => `writeNpy: shape [${shape}] must hold ${count} values, got ${part.length}`);
  const tuple = shape.length === 1 ? `(${shape[0]},)` : `(${shape.join(", ")})`;
  const text = `{'descr': '${parts.length === 1 ? "<f8" : "<c16"}', 'fortran_order': False, 'shape': ${tuple}, }`;
  const length = Math.ceil((10 + text.length + 1) / 64) * 64; // data start at a multiple of 64
  const width = 8 * parts.length;
  const bytes = new Uint8Array(length + width * count);
  const view = new DataView(bytes.buffer);
  bytes.set([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0]);
  view.setUint16(8, length - 10, true);
  bytes.set(new TextEncoder().encode(`${text.padEnd(length - 11)}\n`), 10);
  for (const [p, part] of parts.entries())
    for (let i = 0; i < count; i++) view.setFloat64(length + width * i + 8 * p, part[i], true);
  return bytes;
}
