/**
 * @file What a part of the grader reaches: the files that an entry imports, starts or reads, and the packages they ask for.
 * A release installs this and no more: what grades a class is not in a learner's hands, and neither are its packages.
 */

import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, relative } from "node:path";

/** Files, as paths from the folder with slashes, and names of packages. */
export interface Closure {
  readonly files: readonly string[];
  readonly packages: readonly string[];
}

const IMPORT = /(?:\bfrom|\bimport)\s*\(?\s*["']([^"'\n]+)["']/g;
const BESIDE = /new URL\(\s*["'](\.{1,2}\/[^"'\n]*)["'],\s*import\.meta\.url/g;
const REQUIRE = /\b(?:require|createRequire\(import\.meta\.url\))\(\s*["']([^"'\n]+)["']/g;

/**
 * Follows entries through a folder of built modules.
 *
 * @param folder - dist
 * @param entries - files of it
 */
export function closure(folder: string, entries: readonly string[]): Closure {
  const files = new Set<string>();
  const packages = new Set<string>();
  const open = entries.map((entry) => join(folder, entry));
  const want = (path: string): void => {
    const inside = !relative(folder, path).startsWith("..");
    if (inside && existsSync(path) && !files.has(path)) open.push(path);
  };
  for (let path = open.pop(); path !== undefined; path = open.pop()) {
    if (files.has(path)) continue;
    if (statSync(path).isDirectory()) {
      for (const name of readdirSync(path)) if (/\.(js|d\.ts)$/.test(name)) want(join(path, name));
      continue;
    }
    files.add(path);
    const text = readFileSync(path, "utf8");
    if (path.endsWith(".js")) want(path.replace(/\.js$/, ".d.ts"));
    for (const [, name] of text.matchAll(IMPORT)) {
      if (name.startsWith(".")) want(target(path, name));
      else if (!name.startsWith("node:")) packages.add(packageName(name));
    }
    if (path.endsWith(".d.ts")) continue;
    for (const [, name] of text.matchAll(BESIDE)) want(join(dirname(path), name));
    for (const [, name] of text.matchAll(REQUIRE))
      if (/^[@a-z]/.test(name) && !name.startsWith("node:")) packages.add(packageName(name));
  }
  const names = [...files].map((path) => relative(folder, path).replaceAll("\\", "/"));
  return { files: names.sort(), packages: [...packages].sort() };
}

/** Declarations name each other by `.ts`, and mean `.d.ts`. */
function target(from: string, name: string): string {
  const path = join(dirname(from), name);
  return from.endsWith(".d.ts") ? path.replace(/(\.d)?\.(ts|js)$/, ".d.ts") : path;
}

function packageName(name: string): string {
  const parts = name.split("/");
  return name.startsWith("@") ? parts.slice(0, 2).join("/") : parts[0];
}
