/**
 * @file The tables of a report as danfojs data frames: sorted, and back to rows. Nothing is calculated here: the arithmetic of
 * frames is in single precision.
 */

import { tables } from "@cryolab/lib";

/** What a cell holds. */
export type Cell = string | number;

/** One table. */
export interface Table {
  /** file name of its CSV, without the extension */
  readonly name: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
}

/** How to sort: by a column, largest first unless said. */
export interface Order {
  readonly by: string;
  readonly ascending?: boolean;
}

/**
 * A table of records, in the order of a column; records of the same value keep their order.
 *
 * @param columns - all of them, so that a table of nothing has its head
 */
export function table(
  name: string,
  columns: readonly string[],
  records: readonly Readonly<Record<string, Cell>>[],
  order?: Order,
): Table {
  if (records.length === 0) return { name, columns, rows: [] };
  const frame = tables.dataFrame(
    Object.fromEntries(columns.map((column) => [column, records.map((record) => record[column]) as string[]])),
  );
  const sorted = order === undefined ? frame : frame.sortValues(order.by, { ascending: order.ascending ?? false });
  return { name, columns, rows: sorted.values };
}

/**
 * How many records share the values of some columns, most first; groups of the same size are in the order of their values.
 * By a map: danfojs' own groupby joins the values by "-", so that "a-b", "c" and "a", "b-c" meet, and throws on "constructor".
 *
 * @returns one record a group: its values and `count`
 */
export function counted(
  records: readonly Readonly<Record<string, Cell>>[],
  by: readonly string[],
): Record<string, Cell>[] {
  const groups = new Map<string, Record<string, Cell> & { count: number }>();
  for (const record of records) {
    const key = JSON.stringify(by.map((column) => record[column]));
    const group = groups.get(key) ?? { ...Object.fromEntries(by.map((column) => [column, record[column]])), count: 0 };
    group.count++;
    groups.set(key, group);
  }
  return [...groups].sort(([a, one], [b, two]) => two.count - one.count || (a < b ? -1 : 1)).map(([, group]) => group);
}
