/**
 * @file The other net beside the canaries: no run of 17 words of a solution or of a hidden file in what learners get, names
 * as they are. What the starters and the library hold is not secret; loop heads, allocations and names with dots count as
 * one word each, because everybody writes them alike.
 */

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { exerciseIds, exercisePaths } from "../registry/index.ts";
import { hashes, K, winnow } from "../similarity/winnow.ts";
import { tokens } from "../verify/secrecy.ts";
import { secretFiles } from "./canary.ts";

/** Fingerprints of secret files, each with the file it comes from. */
export type Secrets = ReadonlyMap<number, string>;

/**
 * The texts of a file that may hold code: itself, and what the strings of a notebook or another JSON say, whose line breaks
 * and quotes are written otherwise.
 */
export function textsOf(name: string, text: string): string[] {
  if (!/\.(json|ipynb)$/.test(name)) return [text];
  const strings: string[] = [];
  const collect = (value: unknown): void => {
    if (typeof value === "string") strings.push(value);
    else if (Array.isArray(value) && value.every((line) => typeof line === "string")) strings.push(value.join(""));
    else if (typeof value === "object" && value !== null) for (const part of Object.values(value)) collect(part);
  };
  try {
    collect(JSON.parse(text));
  } catch {
    return [text];
  }
  return [text, strings.join("\n")];
}

/** TypeScript sources below a folder. */
function sources(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (entry.name === "dist" || entry.name === "node_modules") return [];
    const path = join(folder, entry.name);
    return entry.isDirectory() ? sources(path) : entry.name.endsWith(".ts") ? [path] : [];
  });
}

/**
 * The fingerprints of what is secret in a course.
 *
 * @param root - the checkout
 * @param library - folder with the library's sources
 */
export function secretFingerprints(root: string, library: string): Secrets {
  const paths = exerciseIds(root).map((id) => exercisePaths(id, root));
  const open = runs([...paths.map(({ starter }) => starter), ...sources(library)]);
  const visible = runs(paths.map(({ visibleTest }) => visibleTest)); // a hidden test may repeat the title of a visible one
  const secrets = new Map<number, string>();
  for (const path of secretFiles(root)) {
    const text = readFileSync(join(root, path), "utf8").replace(/^import\b[^;]*;$/gm, "");
    const test = path.endsWith(".hidden.test.ts");
    for (const { hash } of winnow(tokens(text)))
      if (!open.has(hash) && !secrets.has(hash) && !(test && visible.has(hash))) secrets.set(hash, path);
  }
  return secrets;
}

/** Every run of words of some files. */
function runs(paths: readonly string[]): Set<number> {
  const found = new Set<number>();
  for (const path of paths.filter(existsSync))
    for (const hash of hashes(tokens(readFileSync(path, "utf8")))) found.add(hash);
  return found;
}

/** A run of words that is a secret's. */
export interface Trace {
  /** the secret file */
  readonly of: string;
  readonly excerpt: string;
}

/** Runs of secrets in a text; every run of the text is looked up, not only its fingerprints. */
export function traces(text: string, secrets: Secrets): Trace[] {
  const found = new Map<string, Trace>();
  const words = tokens(text);
  for (const [i, hash] of hashes(words).entries()) {
    const of = secrets.get(hash);
    if (of !== undefined && !found.has(of)) found.set(of, { of, excerpt: words.slice(i, i + K).join(" ") });
  }
  return [...found.values()];
}
