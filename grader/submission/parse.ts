/**
 * @file From text to a syntax tree, with a clock. The parser of TypeScript runs in the grader, and small texts can hold it for
 * hours (`async(a=async(a=…`, 30 deep) or overflow its stack; both end here as text that does not parse.
 */

import vm from "node:vm";
import type ts from "typescript";
import { compiler } from "../compiler.ts";
import { analyse, type Statement } from "./scope.ts";

/** Longest source that any tool gets to see, in UTF-16 units. */
export const CODE_LIMIT: number = 128 * 1024;
/** Wall clock for reading all cells of one submission. */
export const PARSE_MS: number = 2000;

/** A parsed text; `problem` says where and why it is not TypeScript. */
export type Parsed =
  | { readonly file: ts.SourceFile; readonly statements: readonly Statement[]; readonly problem?: never }
  | { readonly problem: { readonly line: number; readonly message: string } };

const box: { work: () => unknown } = { work: () => undefined };
const context = vm.createContext(box);
const script = new vm.Script("work()");

/** Why some work on a hostile text did not end well. */
type Excess = { readonly excess: "reading it takes too long" | "it is nested too deeply" };

/**
 * Runs synchronous work on a hostile text under a wall clock; the engine stops it wherever it is.
 *
 * @param work - computes from texts, and leaves nothing half done that outlives it
 * @param ms - wall clock
 */
export function limited<T>(work: () => T, ms: number): T | Excess {
  box.work = work;
  try {
    return script.runInContext(context, { timeout: Math.max(1, Math.ceil(ms)) }) as T;
  } catch (error) {
    const { code } = error as { code?: unknown };
    if (code === "ERR_SCRIPT_EXECUTION_TIMEOUT") return { excess: "reading it takes too long" };
    if (error instanceof RangeError && error.message.includes("call stack"))
      return { excess: "it is nested too deeply" };
    throw error;
  }
}

/** TypeScript's parser fails an assertion of its own on some texts that are no TypeScript. */
function createTree(text: string, kind: ts.ScriptKind): ts.SourceFile | undefined {
  try {
    return compiler.createSourceFile("source.ts", text, { languageVersion: compiler.ScriptTarget.ESNext }, true, kind);
  } catch (error) {
    if (error instanceof Error && error.message.startsWith("Debug Failure")) return undefined;
    throw error;
  }
}

function parseFreely(text: string, kind: ts.ScriptKind): Parsed {
  const file = createTree(text, kind);
  if (!file) return { problem: { line: 1, message: "the parser gave up" } };
  const { parseDiagnostics } = file as ts.SourceFile & { parseDiagnostics: readonly ts.DiagnosticWithLocation[] };
  const first = parseDiagnostics[0];
  if (!first) return { file, statements: analyse(file) };
  const line = file.getLineAndCharacterOfPosition(first.start).line + 1;
  return { problem: { line, message: compiler.flattenDiagnosticMessageText(first.messageText, " ") } };
}

/**
 * Parses TypeScript and finds the names of its top-level statements. Never throws for a bad text.
 *
 * @param text - one cell, one file, or the JavaScript made of it
 * @param options - `ms`: wall clock; `kind`: TypeScript unless told; `limit`: longest text
 */
export function parse(text: string, options: { ms?: number; kind?: ts.ScriptKind; limit?: number } = {}): Parsed {
  const { ms = PARSE_MS, kind = compiler.ScriptKind.TS, limit = CODE_LIMIT } = options;
  if (text.length > limit)
    return { problem: { line: 1, message: `source must be at most ${limit} characters, got ${text.length}` } };
  const parsed = limited(() => parseFreely(text, kind), ms);
  return "excess" in parsed ? { problem: { line: 1, message: parsed.excess } } : parsed;
}
