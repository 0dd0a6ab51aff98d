/** @file A few lines of a cell with a mark under the place an error is about. */

import type { Place } from "./compiler/source-map.ts";

/** The one colour of errors, for terminals and notebooks. */
export const red = (text: string): string => `\u001b[31m${text}\u001b[39m`;

const around = 2; // lines before and after

/**
 * The lines around a place, numbered from 1, with a mark under it.
 *
 * @param length - characters to mark, at least one is
 */
export function codeFrame(text: string, { line, column }: Place, length = 1): string[] {
  const lines = text.split("\n");
  const last = Math.min(lines.length - 1, line + around);
  const width = String(last + 1).length;
  const frame: string[] = [];
  for (let i = Math.max(0, line - around); i <= last; i++) {
    frame.push(`${i === line ? ">" : " "} ${String(i + 1).padStart(width)} | ${lines[i]}`.trimEnd());
    if (i !== line) continue;
    const marks = Math.max(1, Math.min(length, lines[i].length - column));
    const indent = lines[i].slice(0, column).replace(/[^\t]/g, " "); // tabs keep the mark below its character
    frame.push(`  ${" ".repeat(width)} | ${indent}${red("^".repeat(marks))}`);
  }
  return frame;
}
