/** @file Cells as TypeScript: the `%%exercise` line, other magics, and what a cell declares. */

import type ts from "typescript";
import { exerciseOf } from "./exercise-line.ts";
import { PARSE_MS, parse } from "./parse.ts";
import type { Statement } from "./scope.ts";
import type { Cell } from "./types.ts";

/** A cell, read: its statements, or why there are none. */
export interface Source {
  readonly label: string;
  readonly tags: readonly string[];
  /** the exercise that the first line names */
  readonly exercise: string | undefined;
  /** the source with `//` for `%%`, so that every position stays */
  readonly text: string;
  readonly statements: readonly Statement[];
  readonly problem?: { readonly line: number; readonly message: string };
}

function readCell(cell: Cell, ms: number): Source {
  const exercise = exerciseOf(cell.source);
  // `%%time` only measures: what follows it is TypeScript as in any cell
  const isCode = exercise !== undefined || /^\uFEFF?%%time[ \t]*(\r?\n|$)/.test(cell.source);
  const text = isCode ? cell.source.replace("%%", "//") : cell.source;
  const head = { label: cell.label, tags: cell.tags ?? [], exercise, text };
  // a cell with another magic is not TypeScript
  if (/^\s*%/.test(text) || /^\s*$/.test(text)) return { ...head, statements: [] };
  const parsed = parse(text, { ms });
  if (parsed.problem) return { ...head, statements: [], problem: parsed.problem };
  return { ...head, statements: parsed.statements };
}

/** Reads all cells of a submission under one wall clock. */
export function readCells(cells: readonly Cell[]): Source[] {
  const end = performance.now() + PARSE_MS;
  return cells.map((cell) => readCell(cell, end - performance.now()));
}

/** Names that a cell defines at run time, in the order of the text. */
export function defined(source: Source): string[] {
  return source.statements.flatMap((s) => [...s.values]);
}

/** Line of a node in its cell, counted from 1. */
export function lineOf(node: ts.Node): number {
  return node.getSourceFile().getLineAndCharacterOfPosition(node.getStart()).line + 1;
}
