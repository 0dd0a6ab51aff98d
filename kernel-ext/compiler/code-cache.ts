/**
 * @file The code of a large CommonJS module, kept as V8 compiled it. TypeScript is nine megabytes of text: to compile it anew
 * at each start takes a tenth of the start. The cache lies among the built files, so whoever could change it could change
 * them; where it cannot be written, all works without it.
 */

import { mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from "node:fs";
import Module, { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { cachedDataVersionTag } from "node:v8";
import { Script } from "node:vm";

const builtFolder = fileURLToPath(new URL("../cache/", import.meta.url));
const require = createRequire(import.meta.url);

/** A module that was loaded, and how to keep its code for the next start. */
export interface Loaded {
  readonly exports: unknown;
  /** whether the code was there from an earlier start */
  readonly fromCache: boolean;
  /** Writes what V8 has compiled by now; takes a tenth of a second, and does nothing if it is there already. */
  save(): void;
}

/** Loads a CommonJS module by its name or its path, and puts it where `require` finds it. */
export function loadCached(
  name: string,
  { path = require.resolve(name), folder = builtFolder }: { readonly path?: string; readonly folder?: string } = {},
): Loaded {
  const there = require.cache[path];
  if (there !== undefined) return { exports: there.exports, fromCache: false, save() {} };
  const { size, mtimeMs } = statSync(path);
  // The tag stands for V8's version and its flags; a cache of another would be rejected, but not read for nothing.
  const file = join(folder, `${name}-${process.arch}-${cachedDataVersionTag()}-${size}-${Math.round(mtimeMs)}.bin`);
  const kept = readKept(file);
  const script = new Script(
    `(function (exports, require, module, __filename, __dirname) { ${readFileSync(path, "utf8")}\n})`,
    {
      filename: path,
      ...(kept === undefined ? {} : { cachedData: kept }),
    },
  );
  const module = new Module(path);
  module.filename = path;
  require.cache[path] = module;
  const run = script.runInThisContext() as (...values: unknown[]) => void;
  run.call(module.exports, module.exports, createRequire(path), module, path, dirname(path));
  module.loaded = true;
  const fromCache = kept !== undefined && script.cachedDataRejected !== true;
  return {
    exports: module.exports,
    fromCache,
    save() {
      if (fromCache) return;
      try {
        mkdirSync(folder, { recursive: true });
        const temporary = `${file}.${process.pid}`;
        writeFileSync(temporary, script.createCachedData());
        renameSync(temporary, file);
      } catch {
        // The files belong to somebody else, as for the users of a hub.
      }
    },
  };
}

function readKept(file: string): Buffer | undefined {
  try {
    return readFileSync(file);
  } catch {
    return undefined;
  }
}
