/** @file Searches what learners get for what they must not get: a canary in any byte, a run of secret words in any text. */

import { realpathSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname } from "node:path";
import { canaries } from "./canary.ts";
import { type Secrets, secretFingerprints, textsOf, traces } from "./trace.ts";
import { views } from "./views.ts";

/** What must not be found. */
export interface Forbidden {
  /** secret files by canary */
  readonly canaries: ReadonlyMap<string, string>;
  readonly secrets: Secrets;
}

/** A secret in a file. */
export interface Leak {
  /** the file, and the parts of it that lead there */
  readonly where: string;
  /** the secret file */
  readonly of: string;
  readonly how: string;
}

/**
 * What is forbidden in a course.
 *
 * @throws Error if a secret file has no canary: nothing could be proven
 */
export function forbidden(root: string): Forbidden {
  const { byCanary, without, twice } = canaries(root);
  const bare = [...without, ...twice];
  if (bare.length > 0)
    throw new Error(`${bare.length} secret files have no canary of their own (${bare[0]}); npx cryolab canary first`);
  const library = realpathSync(dirname(createRequire(import.meta.url).resolve("@cryolab/lib/package.json")));
  return { canaries: byCanary, secrets: secretFingerprints(root, library) };
}

/** The leaks of some files, by name. */
export function leaks(files: ReadonlyMap<string, Uint8Array>, { canaries: known, secrets }: Forbidden): Leak[] {
  const found = new Map<string, Leak>();
  const add = (leak: Leak) => found.set(`${leak.where} ${leak.of}`, leak);
  for (const [file, content] of files)
    for (const { name, bytes } of views(file, content)) {
      const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString("latin1");
      for (const canary of canariesIn(text, known)) {
        const of = known.get(canary) as string;
        add({ where: name, of, how: `its canary ${canary}` });
      }
      const utf8 = textOf(bytes);
      if (utf8 === undefined) continue;
      for (const part of textsOf(name, utf8))
        for (const { of, excerpt } of traces(part, secrets)) add({ where: name, of, how: `its words: ${excerpt}` });
    }
  return [...found.values()];
}

/** Known canaries in a text, whatever stands around them, in either case of letters. */
function canariesIn(text: string, known: ReadonlyMap<string, string>): string[] {
  const found: string[] = [];
  for (const [run] of text.matchAll(/[0-9a-fA-F]{32,}/g)) {
    const digits = run.toLowerCase();
    for (let i = 0; i + 32 <= digits.length; i++) {
      const canary = digits.slice(i, i + 32);
      if (known.has(canary)) found.push(canary);
    }
  }
  return found;
}

/** Bytes as text, unless they are none. */
function textOf(bytes: Uint8Array): string | undefined {
  if (bytes.includes(0)) return undefined;
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
