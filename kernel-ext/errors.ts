/**
 * @file Errors as the protocol sends them: name, message, and a traceback whose first line says both (a notebook shows
 * only the traceback). Places are the cell's own lines; frames of the kernel, of tslab and of Node are hidden.
 */

import { fileURLToPath } from "node:url";
import { inspect, types } from "node:util";
import { codeFrame, red } from "./code-frame.ts";
import { type Engine, Interrupted, type Problem } from "./compiler/engine.ts";

/** Content of an `error` message. */
export interface ErrorReport {
  readonly ename: string;
  readonly evalue: string;
  readonly traceback: readonly string[];
}

/** Where a place of running code comes from. */
export type Locate = Engine["locate"];

const mostProblems = 10;

const headline = (name: string, message: string): string => `${red(name)}: ${message}`;

// ---- type errors

/** The compiler's names for plain typed arrays say more than anyone asked. */
const plain = (message: string): string => message.replaceAll("<ArrayBufferLike>", "");

/** Type errors and texts that do not parse, each with its place and its lines. */
export function reportProblems(problems: readonly Problem[], label: string): ErrorReport {
  const [first] = problems[0].message.split("\n");
  const evalue = plain(first);
  const more = problems.length > 1 ? ` (and ${problems.length - 1} more)` : "";
  const traceback = [headline("TypeScriptError", evalue + more)];
  for (const { file, text, start, length, code, message } of problems.slice(0, mostProblems)) {
    traceback.push(`${file ?? label}, line ${start.line + 1}:${start.column + 1} - TS${code}: ${plain(message)}`);
    traceback.push(...codeFrame(text, start, length));
    if (code === 2304) traceback.push("  Was the cell that declares it run?"); // "Cannot find name"
  }
  if (problems.length > mostProblems) traceback.push(`… and ${problems.length - mostProblems} more`);
  return { ename: "TypeScriptError", evalue, traceback };
}

// ---- errors at run time

const hidden = [
  fileURLToPath(new URL("..", import.meta.url)), // the kernel's own files
  /node_modules[\\/]tslab[\\/]/,
  /^node:/,
];
const library = /@cryolab[\\/]lib[\\/]dist[\\/](.*)\.js$|[\\/]lib[\\/]dist[\\/](.*)\.js$/;

/** One line of a stack, if a reader should see it. */
function frameText(line: string, locate: Locate): { text: string; at?: ReturnType<Locate> } | undefined {
  const parts = /^\s+at (?:(.*?) \()?(?:async )?(.*?):(\d+):(\d+)\)?$/.exec(line);
  if (parts === null) return undefined;
  const [, where = "", url, lineNumber, column] = parts;
  const name = where.replace(/^(async )?(?:Proxy|Module|Object|exports)\.(?!<anonymous>)/, "$1");
  const said = (place: string): string => `    at ${name === "" ? place : `${name} (${place})`}`;
  const path = url.startsWith("file:") ? fileURLToPath(url) : url;
  const at = locate(path, Number(lineNumber), Number(column));
  if (at !== undefined) return { text: said(`${at.cell.label}, line ${at.place.line + 1}:${at.place.column + 1}`), at };
  if (path.startsWith("cryolab-cell-")) return undefined; // what the executor wraps around a cell
  const inLibrary = library.exec(path);
  if (inLibrary !== null) return { text: said(`@cryolab/lib ${inLibrary[1] ?? inLibrary[2]}`) };
  if (hidden.some((part) => (typeof part === "string" ? path.startsWith(part) : part.test(path)))) return undefined;
  return { text: said(`${path}:${lineNumber}:${column}`) };
}

/** The lines below the headline: the code around the innermost place in a cell, then the frames. */
function stackLines(error: Error, locate: Locate): string[] {
  const frames = String(error.stack)
    .split("\n")
    .map((line) => frameText(line, locate))
    .filter((frame) => frame !== undefined);
  const inner = frames.find((frame) => frame.at !== undefined)?.at;
  return [...(inner ? codeFrame(inner.cell.code, inner.place) : []), ...folded(frames.map((frame) => frame.text))];
}

/** Equal lines in a row, as a recursion makes them, told once. */
function folded(lines: readonly string[]): string[] {
  const out: string[] = [];
  for (let i = 0, run = 1; i < lines.length; i++, run++) {
    if (lines[i] === lines[i + 1]) continue;
    out.push(lines[i], ...(run > 1 ? [`    … ${run - 1} more of these`] : []));
    run = 0;
  }
  return out;
}

/** An error and what caused it. */
function describeError(error: Error, locate: Locate, depth = 0): string[] {
  const lines = [headline(error.name, error.message), ...stackLines(error, locate)];
  if (error.cause instanceof Error && depth < 5)
    lines.push("Caused by:", ...describeError(error.cause, locate, depth + 1));
  else if (error.cause !== undefined) lines.push(`Caused by: ${inspect(error.cause)}`);
  return lines;
}

/** Whatever a cell threw. */
export function reportThrown(thrown: unknown, locate: Locate): ErrorReport {
  if (isInterrupt(thrown)) {
    const evalue = "the cell was stopped; what earlier cells made is kept, and what this one did to it";
    return { ename: "Interrupted", evalue, traceback: [headline("Interrupted", evalue)] };
  }
  if (types.isNativeError(thrown) || thrown instanceof Error)
    return { ename: thrown.name, evalue: thrown.message, traceback: describeError(thrown, locate) };
  const evalue = inspect(thrown, { depth: 3, maxArrayLength: 24 });
  return {
    ename: "Thrown",
    evalue,
    traceback: [headline("Thrown", evalue), "    (a value that is not an Error has no place)"],
  };
}

function isInterrupt(thrown: unknown): boolean {
  if (thrown instanceof Interrupted) return true;
  const { code } = (thrown ?? {}) as { readonly code?: unknown };
  return code === "ERR_SCRIPT_EXECUTION_INTERRUPTED";
}
