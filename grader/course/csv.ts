/** @file CSV out and in. Out: no cell can be taken for a formula by the spreadsheet that opens it. */

import { parse } from "csv-parse/sync";

/** Rows of a CSV as records by column name: a byte order mark, `;` for `,`, and quoted line breaks are understood. */
export function readCsv(text: string, name: string): { columns: string[]; rows: Record<string, string>[] } {
  const first = text.split(/\r?\n/, 1)[0];
  const delimiter = [";", "\t", ","].reduce(
    (best, one) => (first.split(one).length > first.split(best).length ? one : best),
    ",",
  );
  let rows: string[][];
  try {
    rows = parse(text, {
      bom: true,
      delimiter,
      relax_column_count: true,
      skip_empty_lines: true,
      trim: true,
    }) as string[][];
  } catch (error) {
    throw new Error(`${name}: not CSV: ${(error as Error).message}`);
  }
  const [columns = [], ...rest] = rows;
  const blank = rest.filter((row) => row.some((cell) => cell !== ""));
  return { columns, rows: blank.map((row) => Object.fromEntries(columns.map((column, i) => [column, row[i] ?? ""]))) };
}

/** A cell that a spreadsheet would run begins with an apostrophe instead; numbers stay numbers. */
function defused(cell: string | number): string {
  if (typeof cell === "number") return Number.isFinite(cell) ? String(cell) : "";
  return /^[\s\u200b\ufeff]*[=+\-@＝＋－＠\t\r]/.test(cell) ? `'${cell}` : cell;
}

function quoted(cell: string): string {
  return /[",;\r\n\t']|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

/** Rows as CSV, each ended by CRLF as RFC 4180 has it. */
export function writeCsv(rows: readonly (readonly (string | number)[])[]): string {
  return rows.map((row) => `${row.map((cell) => quoted(defused(cell))).join(",")}\r\n`).join("");
}
