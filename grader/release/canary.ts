/**
 * @file Canaries: the last line of every secret file is a comment with 32 random hexadecimal digits of its own. What
 * learners get is searched for them, so that a file that slipped in is found, and named.
 */

import { randomBytes } from "node:crypto";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const LINE = /^\/\/ canary ([0-9a-f]{32})$/;

/** The canary of a secret file, from its last line. */
export function canaryOf(text: string): string | undefined {
  return LINE.exec(text.trimEnd().split("\n").at(-1) ?? "")?.[1];
}

/** A text with a canary of its own; one that has one is left alone. */
export function withCanary(text: string): string {
  if (canaryOf(text) !== undefined) return text;
  return `${text.trimEnd()}\n\n// canary ${randomBytes(16).toString("hex")}\n`;
}

/** Every file that no learner may see: solutions, hidden tests, right and wrong answers. Paths from the root. */
export function secretFiles(root: string): string[] {
  const found: string[] = [];
  const walk = (folder: string): void => {
    for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
      const path = `${folder}/${entry.name}`;
      if (entry.isDirectory()) walk(path);
      else if (entry.isFile() && entry.name.endsWith(".ts")) found.push(path);
    }
  };
  for (const folder of ["solutions", "tests/hidden"]) if (existsSync(join(root, folder))) walk(folder);
  return found.sort();
}

/** Secret files by their canary; `without` lists those that have none, `twice` those that share another's. */
export function canaries(root: string): { byCanary: Map<string, string>; without: string[]; twice: string[] } {
  const byCanary = new Map<string, string>();
  const without: string[] = [];
  const twice: string[] = [];
  for (const path of secretFiles(root)) {
    const canary = canaryOf(readFileSync(join(root, path), "utf8"));
    if (canary === undefined) without.push(path);
    else if (byCanary.has(canary)) twice.push(path);
    else byCanary.set(canary, path);
  }
  return { byCanary, without, twice };
}

/** Gives a canary to each secret file that has none or shares one, and names those it changed. */
export function addCanaries(root: string): string[] {
  const { without, twice } = canaries(root);
  for (const path of [...without, ...twice]) {
    const file = join(root, path);
    const lines = readFileSync(file, "utf8").trimEnd().split("\n");
    if (twice.includes(path)) lines.pop(); // a copied file keeps its lines, not its canary
    writeFileSync(file, withCanary(lines.join("\n")));
  }
  return [...without, ...twice].sort();
}
