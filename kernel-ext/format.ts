/**
 * @file A value as a line or two of text: typed arrays by their length and first values, the library's records by their
 * shape, everything else as Node prints it.
 */

import { inspect } from "node:util";

type Numbers = ArrayLike<number | bigint> & { readonly constructor: { readonly name: string } };

const isNumbers = (value: unknown): value is Numbers => ArrayBuffer.isView(value) && !(value instanceof DataView);

/** Six digits are enough to recognise a number. */
const digits = (value: number | bigint): string =>
  typeof value === "bigint" ? `${value}n` : `${Object.is(value, -0) ? "-0" : Number(value.toPrecision(6))}`;

/** `Float64Array(4096) [0, 0.0123, 0.0247, 0.037, …, 1]`. */
function numbers(values: Numbers): string {
  const all = Array.from({ length: Math.min(values.length, 12) }, (_, i) => digits(values[i]));
  const shown = values.length <= 12 ? all : [...all.slice(0, 4), "…", digits(values[values.length - 1])];
  return `${values.constructor.name}(${values.length}) [${shown.join(", ")}]`;
}

/** The keys of a plain object, in order; none for anything else or where a getter would have to be called. */
function plainKeys(value: unknown): readonly string[] | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const prototype = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) return undefined;
  const properties = Object.entries(Object.getOwnPropertyDescriptors(value));
  if (Object.getOwnPropertySymbols(value).length > 0 || properties.some(([, property]) => property.get))
    return undefined;
  return properties.map(([key]) => key);
}

/** The library's records: `{ shape, data }` and `{ shape, re, im }`. */
function record(value: unknown): string | undefined {
  const keys = plainKeys(value)?.join(" ");
  if (keys !== "shape data" && keys !== "shape re im") return undefined;
  const { shape, ...parts } = value as { readonly shape: unknown; readonly [part: string]: unknown };
  if (!Array.isArray(shape) || !Object.values(parts).every(isNumbers)) return undefined;
  const extents = `[${shape.join(", ")}]`;
  if (keys === "shape re im")
    return `ComplexArray ${extents} re ${numbers(parts.re as Numbers)} im ${numbers(parts.im as Numbers)}`;
  const name =
    parts.data instanceof Float64Array ? "RealArray" : parts.data instanceof Float32Array ? "ImageStack" : "";
  return `${name} ${extents} ${numbers(parts.data as Numbers)}`.trim();
}

/** A text that `inspect` prints as it is. */
const verbatim = (text: string): object => ({ [inspect.custom]: () => text });

/** Puts the short form in the place of large parts of plain objects and lists. */
function abbreviate(value: unknown, depth: number): unknown {
  const short = isNumbers(value) ? numbers(value) : record(value);
  if (short !== undefined) return verbatim(short);
  if (depth === 0) return value;
  if (Array.isArray(value) && value.length <= 24) return value.map((item) => abbreviate(item, depth - 1));
  const keys = plainKeys(value);
  if (keys === undefined) return value;
  const object = value as Readonly<Record<string, unknown>>;
  return Object.fromEntries(keys.map((key) => [key, abbreviate(object[key], depth - 1)]));
}

/**
 * A value as text.
 *
 * @example
 * formatValue({ shape: [2, 2], data: Float64Array.of(1, 2, 3, 4) }) // RealArray [2, 2] Float64Array(4) [1, 2, 3, 4]
 */
export function formatValue(value: unknown): string {
  return inspect(abbreviate(value, 3), { depth: 4, maxArrayLength: 24, maxStringLength: 4000, breakLength: 100 });
}
