/**
 * @file Reads what was handed in: a `.ts` file, or the code cells of an `.ipynb` (nbformat 3 and 4). A submission is hostile
 * until shown otherwise: only a plain file is read (a link could lead to the solutions), never more of it than it may hold.
 */

import { constants } from "node:fs";
import { open } from "node:fs/promises";
import { basename, extname } from "node:path";
import { CODE_LIMIT } from "./parse.ts";
import type { Cell, ExtractFailure, Submission } from "./types.ts";

/** Bytes of a notebook: outputs are most of them. */
const NOTEBOOK_LIMIT = 16 << 20;

const unreadable = (message: string): ExtractFailure => ({ status: "unreadable", message });

/** Bytes of a plain file, at most one more than `limit`, or why not. */
async function readPlainFile(path: string, limit: number): Promise<Uint8Array | string> {
  let file: Awaited<ReturnType<typeof open>>;
  try {
    // non-blocking: opening a pipe must not wait for a writer
    file = await open(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT" || code === "ENOTDIR") return "there is no such file";
    if (code === "ELOOP") return "it is a link; hand in the file itself";
    return `it cannot be opened (${code ?? String(error)})`;
  }
  try {
    const status = await file.stat();
    if (!status.isFile()) return "it is not a plain file";
    const bytes = new Uint8Array(Math.min(status.size, limit) + 1);
    let length = 0;
    for (;;) {
      const { bytesRead } = await file.read(bytes, length, bytes.length - length, length);
      length += bytesRead;
      if (bytesRead === 0 || length === bytes.length) return bytes.subarray(0, length);
    }
  } catch (error) {
    return `it cannot be read (${(error as NodeJS.ErrnoException).code ?? String(error)})`;
  } finally {
    await file.close();
  }
}

/** Text of UTF-8 bytes without their byte order mark. */
function decode(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

type Json = Record<string, unknown>;
const isRecord = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

/** Code cells of a notebook; each costs a parse. */
const CELL_LIMIT = 1000;

/** nbformat keeps a text as one string or as a list of lines. */
function text(value: unknown): string {
  if (typeof value === "string") return value;
  return list(value)
    .filter((line) => typeof line === "string")
    .join("");
}

/** The code cells of a notebook; a cell that is no cell is passed over, and never stops the others. */
function codeCells(notebook: Json): Cell[] | undefined {
  const worksheets = list(notebook.worksheets).filter(isRecord);
  if (!Array.isArray(notebook.cells) && !Array.isArray(notebook.worksheets)) return undefined;
  const all = Array.isArray(notebook.cells) ? notebook.cells : worksheets.flatMap((sheet) => list(sheet.cells));

  return all
    .filter(isRecord)
    .filter((cell) => cell.cell_type === "code")
    .map((cell, index) => {
      const metadata = isRecord(cell.metadata) ? cell.metadata : {};
      const tags = list(metadata.tags).filter((tag) => typeof tag === "string");
      const source = text(cell.source ?? cell.input);
      const id = typeof cell.id === "string" ? { id: cell.id } : {};
      return { source, label: `cell ${index + 1}`, ...id, ...(tags.length > 0 ? { tags } : {}) };
    });
}

function readNotebook(name: string, content: string): Submission | ExtractFailure {
  let notebook: unknown;
  try {
    notebook = JSON.parse(content);
  } catch (error) {
    return unreadable(`${name} is not a notebook: ${(error as Error).message.slice(0, 200)}`);
  }
  const cells = isRecord(notebook) ? codeCells(notebook) : undefined;
  if (!cells) return unreadable(`${name} is not a notebook: it is JSON without cells`);
  if (cells.length > CELL_LIMIT)
    return unreadable(`${name} has ${cells.length} code cells; at most ${CELL_LIMIT} are read`);
  const length = cells.reduce((sum, cell) => sum + cell.source.length, 0);
  if (length > CODE_LIMIT)
    return unreadable(`${name} holds ${length} characters of code; at most ${CODE_LIMIT} are read`);
  return { name, kind: "notebook", cells };
}

/**
 * Reads a submission. Whatever is wrong with it is a result, not an exception.
 *
 * @param path - a `.ts` file of at most 128 KiB, or an `.ipynb` of at most 16 MB with at most 128 KiB of code
 * @example
 * await readSubmission("inbox/ada/ps1.ipynb") // { name: "ps1.ipynb", kind: "notebook", cells: [...] }
 */
export async function readSubmission(path: string): Promise<Submission | ExtractFailure> {
  const name = basename(path);
  const kind = extname(path).toLowerCase();
  if (kind !== ".ts" && kind !== ".ipynb") return unreadable(`${name} is neither a .ts file nor an .ipynb notebook`);

  const limit = kind === ".ts" ? CODE_LIMIT : NOTEBOOK_LIMIT;
  const bytes = await readPlainFile(path, limit);
  if (typeof bytes === "string") return unreadable(`${name}: ${bytes}`);
  const hint = kind === ".ipynb" ? "; clear its outputs and save it again" : "";
  if (bytes.length > limit) return unreadable(`${name} is larger than ${limit >> 10} KiB${hint}`);
  const content = decode(bytes);
  if (content === undefined) return unreadable(`${name} is not UTF-8 text; save it as UTF-8`);
  if (kind === ".ipynb") return readNotebook(name, content);
  return { name, kind: "file", cells: [{ source: content, label: name }] };
}
