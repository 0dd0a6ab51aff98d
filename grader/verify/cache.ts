/**
 * @file What was proven sound stays so while nothing that it rests on changes: the answer, the tests, the manifest, the built
 * grader and library, Node. Only success is remembered; a flaw is looked at again each time. Kept in node_modules/.cache.
 */

import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import * as v from "valibot";
import { builtCode } from "../built-code.ts";
import { sha256OfParts } from "../sha256.ts";

/** What is remembered of an answer: whether it was refused, or scored nothing, as one that calls the library must. */
export interface Proof {
  readonly refuses: boolean;
}

/** Proofs by key. */
export interface Proofs {
  /** A key of texts; the grader, the library and Node are part of it. */
  key(...texts: readonly string[]): string;
  find(key: string): Proof | undefined;
  add(key: string, proof: Proof): void;
  /** Writes what is new. */
  save(): void;
}

const LIMIT = 4000; // proofs that are kept, the newest
const schema = v.record(v.string(), v.object({ refuses: v.boolean() }));

/** The proofs of a course; with `use` false none, and none is written. */
export function openProofs(root: string, use: boolean): Proofs {
  const folder = join(root, "node_modules", ".cache", "cryolab");
  const path = join(folder, "verify.json");
  const known = new Map<string, Proof>(use ? read(path) : []);
  const engine = use ? builtCode(builtFolders()) : "";
  let changed = false;
  return {
    key: (...texts) => sha256OfParts([engine, process.version, process.arch, ...texts]),
    find: (key) => known.get(key),
    add(key, proof) {
      known.delete(key);
      known.set(key, proof);
      changed = true;
    },
    save() {
      if (!use || !changed) return;
      mkdirSync(folder, { recursive: true });
      const all = new Map([...read(path), ...known]); // another verify may have written meanwhile
      const kept = Object.fromEntries([...all].slice(-LIMIT));
      writeFileSync(`${path}.${process.pid}`, JSON.stringify(kept));
      renameSync(`${path}.${process.pid}`, path);
      changed = false;
    },
  };
}

function read(path: string): [string, Proof][] {
  if (!existsSync(path)) return [];
  try {
    return Object.entries(v.parse(schema, JSON.parse(readFileSync(path, "utf8"))));
  } catch {
    return []; // half written, or of another version: what is not known is proven again
  }
}

/** Where the grader and the library are built. */
function builtFolders(): string[] {
  const require = createRequire(import.meta.url);
  return ["@cryolab/grader", "@cryolab/lib"].map((name) =>
    join(dirname(require.resolve(`${name}/package.json`)), "dist"),
  );
}
