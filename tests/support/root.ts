/** @file The checkout that the tests are part of, and its files. */

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** Top of the checkout. This file runs as tests/dist/support/root.js. */
export const root = join(dirname(fileURLToPath(import.meta.url)), "..", "..", "..");

/** Text of a file of the checkout. */
export const readText = (...path: string[]): string => readFileSync(join(root, ...path), "utf8");

/** Files below a folder of the checkout that end with a suffix, as paths from its top; built and installed ones left out. */
export function filesBelow(folder: string, suffix: string): string[] {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return ["dist", "node_modules"].includes(entry.name) ? [] : filesBelow(path, suffix);
    return entry.name.endsWith(suffix) ? [path] : [];
  });
}
