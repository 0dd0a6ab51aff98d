/**
 * @file The files a learner writes in: `exercises/topic/slug/slug.ts`, which begins as the starter. What it began as lies in
 * `starters/` of a release; in a clone of the course git knows it.
 */

import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { exercisePaths } from "../registry/index.ts";

/** The starter as it was released, or undefined where nobody knows it any more. */
export function starterOf(id: string, root: string): string | undefined {
  const kept = join(root, "starters", `${id}.ts`);
  if (existsSync(kept)) return readFileSync(kept, "utf8");
  const path = relative(root, exercisePaths(id, root).starter).replaceAll("\\", "/");
  try {
    const args = ["-C", root, "show", `HEAD:./${path}`];
    return execFileSync("git", args, { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
  } catch {
    return undefined;
  }
}

/** Whether two texts are the same code, layout aside. */
export function sameCode(a: string, b: string): boolean {
  const bare = (text: string) => text.replace(/\s+/g, "");
  return bare(a) === bare(b);
}

/** Whether the file of an exercise is still its starter, or is gone. */
export function untouched(id: string, root: string): boolean {
  const { starter } = exercisePaths(id, root);
  if (!existsSync(starter)) return true;
  const text = readFileSync(starter, "utf8");
  const began = starterOf(id, root);
  return began === undefined ? text.includes("// TODO") && text.includes("TODO:") : sameCode(text, began);
}

/** What `resetWork` did. */
export interface Reset {
  readonly file: string;
  /** where the text that was there is now; undefined when it was the starter anyway */
  readonly kept: string | undefined;
}

/**
 * Puts the starter back and keeps what was there.
 *
 * @throws Error where the starter is not known
 */
export function resetWork(id: string, root: string, now: Date = new Date()): Reset {
  const { starter: file } = exercisePaths(id, root);
  const began = starterOf(id, root);
  if (began === undefined)
    throw new Error(
      `reset: the starter of ${id} is neither in ${join(root, "starters")} nor in git; unpack the release`,
    );
  const text = existsSync(file) ? readFileSync(file, "utf8") : undefined;
  if (text === began) return { file, kept: undefined };
  let kept: string | undefined;
  if (text !== undefined) {
    const stamp = now.toISOString().slice(0, 19).replaceAll(":", "-");
    const base = join(root, ".cryolab", "kept", id);
    mkdirSync(dirname(base), { recursive: true });
    for (let i = 0; ; i++) {
      kept = `${base}.${stamp}${i === 0 ? "" : `-${i}`}.ts`;
      if (!existsSync(kept)) break;
    }
    writeFileSync(kept, text, { flag: "wx" }); // before the file is touched: a full disk loses nothing
  }
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, began);
  return { file, kept };
}
