/**
 * @file A table: text on the left, numbers on the right with as many digits as tell them apart. HTML without scripts, and
 * the same in text.
 */

import type { RealArray } from "@cryolab/lib";
import { formatValue } from "./format.ts";
import { escapeHtml } from "./html.ts";

const mostRows = 50;
const mostColumns = 20;

/** What a table can be made of: rows (records or lists), a record of columns, a matrix, a line. */
export type TableData =
  | readonly object[]
  | Readonly<Record<string, ArrayLike<unknown> | RealArray>>
  | RealArray
  | Frame;

/** A table of danfojs, seen as what is asked of it: the library itself, which takes a second to load, is not needed. */
export interface Frame {
  readonly shape: readonly number[];
  readonly columns: readonly unknown[];
  readonly index: readonly unknown[];
  readonly values: readonly unknown[] | readonly (readonly unknown[])[];
  readonly $isSeries: boolean;
}

/** What `table` may be told. */
export interface TableOptions {
  /** records: which columns, in which order; lists and matrices: the names of the columns, in order */
  readonly columns?: readonly string[];
  readonly title?: string;
  /** significant digits of numbers that are not whole, 1 to 15; 4 if left out */
  readonly digits?: number;
}

/** A table. A notebook shows it as the last value of a cell; `display(table(rows))` shows it anywhere. */
export interface Table {
  readonly html: string;
  readonly text: string;
}

/** A column, with the values that are shown. */
interface Column {
  readonly name: string;
  readonly values: readonly unknown[];
}

/** What is shown of the data, and how much there is. */
interface Content {
  readonly columns: readonly Column[];
  readonly rows: number;
  readonly allColumns: number;
}

const isList = (value: unknown): value is ArrayLike<unknown> =>
  Array.isArray(value) || (ArrayBuffer.isView(value) && !(value instanceof DataView));

const isArray = (value: unknown): value is RealArray => {
  const { shape, data } = (value ?? {}) as { readonly shape?: unknown; readonly data?: unknown };
  return Array.isArray(shape) && shape.every(Number.isInteger) && isList(data);
};

/** Whether a value is a DataFrame or a Series of danfojs. */
export const isFrame = (value: unknown): value is Frame => {
  if (typeof value !== "object" || value === null || !("$isSeries" in value)) return false;
  const { shape, columns, index, values } = value as Partial<Frame>;
  return [shape, columns, index, values].every(Array.isArray);
};

/** The rows of a frame under the names of its columns; its index before them, unless that only counts. */
function frameContent(frame: Frame, names: readonly string[] | undefined): Content {
  const { columns, index, values, $isSeries } = frame;
  const rows = values.length;
  const keys = columns.map(String);
  const at = (row: number, name: string): unknown => {
    const value = values[row];
    return $isSeries ? value : (value as readonly unknown[])[keys.indexOf(name)];
  };
  const content = named(rows, keys, names, at);
  const counts = index.every((label, row) => label === row);
  const labels = { name: "", values: index.slice(0, mostRows) };
  return {
    ...content,
    columns: counts ? content.columns : [labels, ...content.columns],
    allColumns: content.allColumns + (counts ? 0 : 1),
  };
}

/** Columns that are found by place, named by the options or counted. */
function placed(
  rows: number,
  count: number,
  names: readonly string[] | undefined,
  at: (row: number, column: number) => unknown,
): Content {
  if (names !== undefined && names.length !== count)
    throw new RangeError(`table: there must be a name for each of ${count} columns, got ${names.length}`);
  const shown = Math.min(rows, mostRows);
  const columns = Array.from({ length: Math.min(count, mostColumns) }, (_, column) => ({
    name: names?.[column] ?? String(column),
    values: Array.from({ length: shown }, (_, row) => at(row, column)),
  }));
  return { columns, rows, allColumns: count };
}

/** Columns that are found by name. */
function named(
  rows: number,
  keys: readonly string[],
  names: readonly string[] | undefined,
  at: (row: number, name: string) => unknown,
): Content {
  const unknown = names?.find((name) => !keys.includes(name));
  if (unknown !== undefined)
    throw new RangeError(`table: no column ${unknown}; there are: ${keys.join(", ") || "none"}`);
  const all = names ?? keys;
  return placed(rows, all.length, all, (row, column) => at(row, all[column]));
}

function contentOf(data: TableData, names: readonly string[] | undefined): Content {
  if (isFrame(data)) return frameContent(data, names);
  if (isArray(data)) {
    if (data.shape.length !== 1 && data.shape.length !== 2)
      throw new RangeError(`table: an array must have one or two axes, got shape [${data.shape.join(", ")}]`);
    const [rows, count = 1] = data.shape;
    return placed(rows, count, names, (row, column) => data.data[row * count + column]);
  }
  if (Array.isArray(data)) {
    const list = data as readonly unknown[];
    const bad = list.findIndex((row) => typeof row !== "object" || row === null);
    if (bad >= 0) throw new TypeError(`table: rows must be records or lists, row ${bad} is ${formatValue(list[bad])}`);
    if (list.length > 0 && list.every(isList)) {
      const count = list.reduce<number>((most, row) => Math.max(most, row.length), 0);
      return placed(list.length, count, names, (row, column) => list[row][column]);
    }
    const records = list as readonly Readonly<Record<string, unknown>>[];
    const keys = [...new Set(records.flatMap((record) => Object.keys(record)))];
    return named(records.length, keys, names, (row, name) => records[row][name]);
  }
  const record = data as Readonly<Record<string, ArrayLike<unknown> | RealArray>>;
  const entries = Object.entries(record).map(([name, column]): readonly [string, ArrayLike<unknown>] => [
    name,
    isArray(column) ? column.data : column,
  ]);
  const wrong = entries.find(([, column]) => !isList(column));
  if (wrong !== undefined)
    throw new TypeError(`table: column ${wrong[0]} must be a list, got ${formatValue(wrong[1])}`);
  const byName = new Map<string, ArrayLike<unknown>>(entries);
  const rows = entries[0]?.[1].length ?? 0;
  const other = entries.find(([, column]) => column.length !== rows);
  if (other !== undefined)
    throw new RangeError(
      `table: columns must have the same length: ${entries[0][0]} has ${rows}, ${other[0]} has ${other[1].length}`,
    );
  return named(rows, [...byName.keys()], names, (row, name) => byName.get(name)?.[row]);
}

const isNumber = (value: unknown): value is number | bigint => typeof value === "number" || typeof value === "bigint";

/** A number by itself, to so many significant digits; whole numbers are whole. */
function single(value: number | bigint, digits: number): string {
  if (typeof value === "bigint" || !Number.isFinite(value)) return String(value);
  const size = Math.abs(value);
  if (value === 0) return "0";
  if (Number.isInteger(value) && size < 1e15) return String(value);
  if (size >= 1e7 || size < 1e-4) return value.toExponential(digits - 1);
  return String(Number(value.toPrecision(digits)));
}

/**
 * The numbers of a column: with one number of decimals if that leaves each at least two significant digits, each by itself
 * otherwise.
 */
function numbers(values: readonly (number | bigint)[], digits: number): readonly string[] {
  const sizes = values.map((value) => Math.abs(Number(value))).filter((size) => Number.isFinite(size) && size > 0);
  const whole = values.every((value) => !Number.isFinite(Number(value)) || Number.isInteger(Number(value)));
  const largest = Math.max(...sizes);
  if (whole || sizes.length === 0 || largest >= 1e7) return values.map((value) => single(value, digits));
  const decimals = Math.max(0, digits - 1 - Math.floor(Math.log10(largest)));
  const smallest = Math.min(...sizes);
  if (decimals > 8 || (decimals === 0 ? smallest < 10 : smallest * 10 ** decimals < 9.5))
    return values.map((value) => single(value, digits));
  return values.map((value) => {
    const number = Number(value);
    return Number.isFinite(number) ? (number + 0).toFixed(decimals) : String(value);
  });
}

/** The cells of a column as text, and whether they are numbers. */
function cells({ values }: Column, digits: number): { readonly right: boolean; readonly texts: readonly string[] } {
  const present = values.filter((value) => value !== undefined && value !== null);
  if (present.length > 0 && present.every(isNumber)) {
    const texts = numbers(present, digits)[Symbol.iterator]();
    return {
      right: true,
      texts: values.map((value) => (value === undefined || value === null ? "" : (texts.next().value as string))),
    };
  }
  const text = (value: unknown): string => {
    if (value === undefined || value === null) return "";
    if (isNumber(value)) return single(value, digits);
    return typeof value === "string" ? value : formatValue(value);
  };
  return { right: false, texts: values.map(text) };
}

/** What is left out, in words; nothing if all is shown. */
function leftOut({ columns, rows, allColumns }: Content): string {
  const said: string[] = [];
  if (rows > mostRows) said.push(`the first ${mostRows} of ${rows} rows`);
  if (allColumns > columns.length) said.push(`the first ${columns.length} of ${allColumns} columns`);
  return said.length === 0 ? "" : `Shown: ${said.join(", ")}.`;
}

/** Makes a table. */
export function makeTable(data: TableData, { columns, title = "", digits = 4 }: TableOptions): Table {
  if (!Number.isInteger(digits) || digits < 1 || digits > 15)
    throw new RangeError(`table: digits must be a whole number from 1 to 15, got ${digits}`);
  const content = contentOf(data, columns);
  const shape = isFrame(data) ? `Shape: ${data.shape.join(" × ")}${data.$isSeries ? "" : " (rows × columns)"}.` : "";
  const shown = content.columns.map((column) => ({ name: column.name, ...cells(column, digits) }));
  const lines = Array.from({ length: Math.min(content.rows, mostRows) }, (_, row) => row);
  const note = [shape, content.rows === 0 ? "No rows." : leftOut(content)].filter((part) => part !== "").join(" ");

  const cell = (tag: "td" | 'th scope="col"', right: boolean, text: string): string =>
    `<${tag} style="text-align: ${right ? "right" : "left"}">${escapeHtml(text)}</${tag.slice(0, 2)}>`;
  const head = shown.map(({ name, right }) => cell('th scope="col"', right, name)).join("");
  const body = lines.map(
    (row) => `<tr>${shown.map(({ texts, right }) => cell("td", right, texts[row])).join("")}</tr>`,
  );
  const caption = title === "" ? "" : `<caption>${escapeHtml(title)}</caption>`;
  const below = note === "" ? "" : `<p>${note}</p>`;
  const html = `<div><table>${caption}<thead><tr>${head}</tr></thead><tbody>${body.join("")}</tbody></table>${below}</div>`;

  const oneLine = (text: string): string => text.replace(/\s+/g, " ");
  const padded = shown.map(({ name, texts, right }) => {
    const all = [name, ...texts].map(oneLine);
    const width = Math.max(...all.map((text) => text.length));
    return all.map((text) => (right ? text.padStart(width) : text.padEnd(width)));
  });
  const textLines = [0, ...lines.map((row) => row + 1)].map((i) =>
    padded
      .map((column) => column[i])
      .join("  ")
      .trimEnd(),
  );
  const text = [
    ...(title === "" ? [] : [title]),
    ...(shown.length === 0 ? [] : textLines),
    ...(note === "" ? [] : [note]),
  ].join("\n");

  const made: Table = { html, text };
  const display = { value: () => ({ "text/plain": text, "text/html": html }) };
  return Object.defineProperty(made, Symbol.for("Jupyter.display"), display);
}
