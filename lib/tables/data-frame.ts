/** @file Frames from columns, and columns from frames. */

import { check } from "../core/index.ts";
import { type Cell, type DataFrame, danfo } from "./danfo.ts";

/** Columns by name; all of one length. */
export type Columns = Readonly<Record<string, ArrayLike<number> | readonly string[]>>;

/**
 * A danfojs frame of columns. The first call loads danfojs (half a second). Use it to choose, order and look; arithmetic
 * of a frame is in single precision, so calculate with the arrays.
 *
 * @param columns - by name, all of one length; at least one
 * @returns the frame; numbers are kept in double precision
 * @throws RangeError if there is no column, or lengths differ
 * @example
 * dataFrame({ defocus: [12000, 9000], micrograph: ["a", "b"] }).sortValues("defocus").values // [[9000, "b"], [12000, "a"]]
 * @see {@link columns} for the way back
 */
export function dataFrame(columns: Columns): DataFrame {
  const names = Object.keys(columns);
  check(names.length > 0, () => "dataFrame: columns must hold at least one, got none");
  const rows = columns[names[0]].length;
  for (const name of names) {
    const { length } = columns[name];
    check(
      length === rows,
      () => `dataFrame: columns must be of one length, got ${rows} for "${names[0]}", ${length} for "${name}"`,
    );
  }
  check(rows > 0, () => "dataFrame: columns must hold at least one row, got none");
  // row by row: of a record of columns danfojs takes one named "constructor" for a foreign file
  const list = Array.from({ length: rows }, (_, i) => names.map((name): Cell => columns[name][i]));
  return new (danfo().DataFrame)(list, { columns: names });
}

/**
 * The columns of a frame.
 *
 * @param frame - a danfojs frame
 * @returns by name: a new Float64Array where every value is a number, else texts
 * @example
 * columns(dataFrame({ defocus: [12000, 9000], micrograph: ["a", "b"] })) // { defocus: Float64Array [12000, 9000], micrograph: ["a", "b"] }
 * @see {@link dataFrame}
 */
export function columns(frame: DataFrame): Record<string, Float64Array | string[]> {
  const { values, columns: names } = frame;
  const result: Record<string, Float64Array | string[]> = {};
  for (const [j, name] of names.entries()) {
    const column = values.map((row) => row[j]);
    const numeric = column.every((value) => typeof value === "number");
    result[name] = numeric ? Float64Array.from(column as number[]) : column.map(String);
  }
  return result;
}
