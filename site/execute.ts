/**
 * @file Lessons, executed by the kernel through nbconvert. What was executed before is kept in `.cryolab/site`, by a digest of the
 * notebook, the built packages and Node.
 */

import { spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { builtCode } from "@cryolab/grader/internal/built-code";
import { sha256OfParts } from "@cryolab/grader/internal/sha256";

/** Where Jupyter is: its program, and the prefix that holds our kernel. */
export interface Jupyter {
  readonly program: string;
  readonly prefix: string;
}

/** The path of the executed notebook of each lesson. Two run at a time. */
export async function executed(
  ids: readonly string[],
  root: string,
  jupyter: Jupyter,
  onProgress: (done: number, id: string) => void,
): Promise<ReadonlyMap<string, string>> {
  const kept = join(root, ".cryolab", "site");
  mkdirSync(kept, { recursive: true });
  const code = builtCode(["lib", "grader", "kernel-ext"].map((name) => join(root, name, "dist")));
  const paths = new Map<string, string>();
  const waiting = ids.flatMap((id) => {
    const source = join(root, "notebooks", `${id}.ipynb`);
    const key = sha256OfParts([process.version, code, readFileSync(source)]).slice(0, 16);
    const path = join(kept, `${id}-${key}.ipynb`);
    paths.set(id, path);
    for (const old of readdirSync(kept))
      if (old.startsWith(`${id}-`) && old !== `${id}-${key}.ipynb`) rmSync(join(kept, old));
    return existsSync(path) ? [] : [{ id, source, path }];
  });
  let done = ids.length - waiting.length;
  const queue = waiting.values();
  const lane = async (): Promise<void> => {
    for (const { id, source, path } of queue) {
      onProgress(done, id);
      await execute(source, path, jupyter);
      done++;
    }
  };
  await Promise.all([lane(), lane()]);
  return paths;
}

/** Runs a notebook from its folder and puts the result in place only when it is whole. */
async function execute(source: string, path: string, { program, prefix }: Jupyter): Promise<void> {
  const folder = mkdtempSync(join(dirname(path), "run-"));
  try {
    const args = [
      "nbconvert",
      "--to",
      "notebook",
      "--execute",
      "--output-dir",
      folder,
      "--output",
      "out.ipynb",
      source,
    ];
    const child = spawn(program, args, {
      env: { ...process.env, JUPYTER_PATH: join(prefix, "share", "jupyter") },
      stdio: ["ignore", "ignore", "pipe"],
    });
    let words = "";
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      words += text;
    });
    const status = await new Promise((resolve, reject) => {
      child.once("close", resolve);
      child.once("error", reject);
    });
    if (status !== 0) throw new Error(`${source} could not be executed:\n${words.slice(-3000)}`);
    renameSync(join(folder, "out.ipynb"), path);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
