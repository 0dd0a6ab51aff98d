/**
 * @file A value as a line or two of text: typed arrays by their length, their values in short and a small curve, the library's
 * records by their shape, everything else as Node prints it.
 */

import { inspect } from "node:util";
import { overview } from "./sparkline.ts";

type Numbers = ArrayLike<number | bigint> & { readonly constructor: { readonly name: string } };

const isNumbers = (value: unknown): value is Numbers => ArrayBuffer.isView(value) && !(value instanceof DataView);

/** Six digits are enough to recognise a number. */
const digits = (value: number | bigint): string =>
  typeof value === "bigint" ? `${value}n` : `${Object.is(value, -0) ? "-0" : Number(value.toPrecision(6))}`;

const isBig = (values: Numbers): values is Numbers & ArrayLike<bigint> =>
  values instanceof BigInt64Array || values instanceof BigUint64Array;

/** `Float64Array(4096) [min 0, max 1, mean 0.5: 0, 0.000244, 0.000488, …, 1] ▁▁▂▂▃▃▄▄▅▅▆▆▇▇██`. */
function numbers(values: Numbers): string {
  const name = `${values.constructor.name}(${values.length})`;
  const all = Array.from({ length: Math.min(values.length, 12) }, (_, i) => digits(values[i]));
  if (values.length <= 12) return `${name} [${all.join(", ")}]`;
  const ends = `${all.slice(0, 3).join(", ")}, …, ${digits(values[values.length - 1])}`;
  const seen = isBig(values) ? undefined : overview(values as ArrayLike<number>);
  if (seen === undefined) return `${name} [${ends}]`;
  const { min, max, mean, curve } = seen;
  return `${name} [min ${digits(min)}, max ${digits(max)}, mean ${digits(mean)}: ${ends}] ${curve}`;
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
