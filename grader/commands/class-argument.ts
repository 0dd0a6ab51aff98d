/** @file What the commands of a class share: `--class`, opening and closing it, tables, questions that are not asked. */

import type { Command } from "commander";
import { type Class, openClass } from "../course/class.ts";
import { printable } from "../course/feedback/printable.ts";
import { attempt, print } from "./terminal.ts";

/** Options that every command of a class has. */
export interface ClassOptions {
  readonly class?: string;
}

/** Adds `--class`. */
export function classOption(command: Command): Command {
  return command.option(
    "--class <folder>",
    "the class; else CRYOLAB_CLASS, else the folder around this one that holds a class",
  );
}

/** Runs a command on a class that is closed afterwards; an error is one line, Ctrl-C is clean. */
export function withClass<T extends ClassOptions>(
  options: T,
  body: (cls: Class, signal: AbortSignal) => Promise<void> | void,
): Promise<void> {
  return attempt(async (signal) => {
    const cls = openClass(options.class);
    try {
      await body(cls, signal);
    } finally {
      cls.close();
    }
  });
}

/** Prints rows in columns; numbers stand to the right. */
export function table(head: readonly string[], rows: readonly (readonly (string | number)[])[]): void {
  const all = [head, ...rows.map((row) => row.map(shown))];
  const widths = head.map((_, column) => Math.max(...all.map((row) => width(row[column]))));
  for (const [index, row] of all.entries()) {
    const cells = row.map((cell, column) => {
      const space = " ".repeat(widths[column] - width(cell));
      return index > 0 && typeof rows[index - 1][column] === "number" ? space + cell : cell + space;
    });
    print(cells.join("  ").trimEnd());
  }
}

const shown = (cell: string | number): string => (typeof cell === "number" ? String(cell) : oneLine(cell));

/** A text of a stranger on one line of a terminal: no escape, no line break, nothing that turns the writing round. */
export function oneLine(text: string): string {
  return printable(text).replace(/\s/g, " ");
}

const width = (text: string): number => [...text].length;
