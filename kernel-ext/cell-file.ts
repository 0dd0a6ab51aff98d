/** @file `%%file PATH`: the text of a cell, written beside the notebook, where the next cell can import it. */

import { existsSync, mkdirSync, realpathSync, renameSync, writeFileSync } from "node:fs";
import { dirname, isAbsolute, join, posix, relative, sep, win32 } from "node:path";
import { MagicError } from "./magics.ts";

/**
 * Refuses a path that leaves the folder of the notebook, or that would take the place of a notebook.
 *
 * @throws MagicError saying which paths are right
 */
export function checkFilePath(path: string): void {
  const refuse = (why: string): never => {
    throw new MagicError(`%%file: ${why}`);
  };
  if (path === "") refuse("must name a file beside the notebook, as in %%file lens.ts");
  if (posix.isAbsolute(path) || win32.isAbsolute(path) || /^[a-z]:/i.test(path))
    refuse(`${path} is absolute; the file must lie beside the notebook, as in %%file lens.ts`);
  if (path.split(/[\\/]/).includes("..")) refuse(`${path} leaves the folder of the notebook by ".."`);
  if (/[\\/]$/.test(path)) refuse(`${path} is a folder`);
  if (/\.ipynb$/i.test(path)) refuse(`${path} is a notebook, and is left alone`);
}

/**
 * Writes a cell without its first line, and says what it wrote.
 *
 * @throws MagicError if the path is refused, or a link in it leads out of the folder
 */
export function writeCellFile(directory: string, path: string, code: string): string {
  checkFilePath(path);
  const end = code.indexOf("\n");
  const body = end < 0 ? "" : code.slice(end + 1);
  const text = body === "" || body.endsWith("\n") ? body : `${body}\n`;
  const file = join(directory, path);
  const folder = firstThatIs(dirname(file));
  const real = relative(realpathSync(directory), realpathSync(existsSync(file) ? file : folder));
  if (real === ".." || real.startsWith(`..${sep}`) || isAbsolute(real))
    throw new MagicError(`%%file: ${path} leads out of the folder of the notebook by a link`);
  const before = existsSync(file);
  mkdirSync(dirname(file), { recursive: true });
  const temporary = `${file}.${process.pid}`;
  writeFileSync(temporary, text);
  renameSync(temporary, file);
  const lines = text.split("\n").length - 1;
  return `${before ? "Replaced" : "Wrote"} ${path} (${lines} ${lines === 1 ? "line" : "lines"})\n`;
}

/** A folder, or the nearest one above it that is there. */
function firstThatIs(folder: string): string {
  return existsSync(folder) ? folder : firstThatIs(dirname(folder));
}
