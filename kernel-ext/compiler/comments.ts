/**
 * @file Doc comments of declaration files. They are a quarter of the work of reading @types/node, and hardly ever asked for: so
 * a declaration file is parsed without them, and once more with them when the first of its names is inspected.
 */

import type ts from "typescript";
import { compiler } from "./typescript.ts";

const { ParseAll, ParseNone } = compiler.JSDocParsingMode;

/** What TypeScript keeps of doc comments, which its declarations do not show. */
interface Commented {
  jsDoc?: readonly ts.JSDoc[];
}
type Parsed = ts.SourceFile & { jsDocParsingMode?: ts.JSDocParsingMode };

const known = new WeakSet<ts.CompilerHost>();

/** Makes a host parse declaration files without their doc comments. */
export function parseWithoutComments(host: ts.CompilerHost): void {
  if (known.has(host)) return;
  known.add(host);
  const { getSourceFile, getSourceFileByPath } = host;
  type Options = ts.ScriptTarget | ts.CreateSourceFileOptions;
  const optionsOf = (name: string, options: Options): Options =>
    typeof options === "object" && /\.d\.[cm]?ts$/.test(name) ? { ...options, jsDocParsingMode: ParseNone } : options;
  host.getSourceFile = (name, options, ...rest) => getSourceFile.call(host, name, optionsOf(name, options), ...rest);
  if (getSourceFileByPath !== undefined)
    host.getSourceFileByPath = (name, path, options, ...rest) =>
      getSourceFileByPath.call(host, name, path, optionsOf(name, options), ...rest);
}

/** Reads the doc comments of a file, if it was parsed without. */
export function readComments(file: ts.SourceFile): void {
  const parsed = file as Parsed;
  if (parsed.jsDocParsingMode !== ParseNone) return;
  parsed.jsDocParsingMode = ParseAll;
  const options = { languageVersion: file.languageVersion, jsDocParsingMode: ParseAll };
  const whole = compiler.createSourceFile(file.fileName, file.text, options, true);
  const copy = (from: ts.Node, to: ts.Node): void => {
    const { jsDoc } = from as Commented;
    if (jsDoc !== undefined) {
      (to as Commented).jsDoc = jsDoc;
      for (const comment of jsDoc) (comment as { parent: ts.Node }).parent = to as ts.HasJSDoc;
    }
    const children: ts.Node[] = [];
    compiler.forEachChild(to, (child) => void children.push(child));
    let next = 0;
    compiler.forEachChild(from, (child) => copy(child, children[next++]));
  };
  copy(whole, file);
}
