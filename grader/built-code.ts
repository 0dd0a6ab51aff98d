/** @file A digest of built packages: what was computed with them stays good until it changes. */

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { sha256OfParts } from "./sha256.ts";

/** Digest of the code and the declarations in some `dist` folders. */
export function builtCode(folders: readonly string[]): string {
  const parts: string[] = [];
  for (const folder of folders)
    for (const file of readdirSync(folder, { recursive: true, encoding: "utf8" }).sort())
      if (/\.(js|d\.ts|wasm)$/.test(file)) parts.push(file, readFileSync(join(folder, file), "latin1"));
  return sha256OfParts(parts);
}
