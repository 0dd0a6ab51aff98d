/**
 * @file A learner's clone of git, read from its last commit: the bytes are those whose time is known. Its own configuration
 * and hooks could run programs, so git never sees them: it works in an empty repository of ours and borrows the objects.
 */

import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { FILE_LIMIT, isClutter, type Piece } from "./types.ts";

const run = promisify(execFile);
const LIMIT_MS = 30_000;

/** Runs git on the objects of a clone. */
async function git(clone: string, args: readonly string[]): Promise<Buffer> {
  const own = mkdtempSync(join(tmpdir(), "cryolab-git-"));
  const env = {
    PATH: process.env.PATH ?? "",
    HOME: own,
    GIT_DIR: join(own, "repository"),
    GIT_CONFIG_NOSYSTEM: "1",
    GIT_CONFIG_GLOBAL: join(own, "none"),
    GIT_TERMINAL_PROMPT: "0",
    GIT_NO_REPLACE_OBJECTS: "1",
    LC_ALL: "C",
  };
  const options = {
    encoding: "buffer" as const,
    maxBuffer: FILE_LIMIT + 1024,
    timeout: LIMIT_MS,
    killSignal: "SIGKILL" as const,
  };
  try {
    await run("git", ["init", "--bare", "--quiet", "--template=", env.GIT_DIR], { ...options, env, cwd: own });
    const objects = join(clone, ".git", "objects");
    const borrowed = {
      ...env,
      GIT_ALTERNATE_OBJECT_DIRECTORIES: objects.includes(":") ? JSON.stringify(objects) : objects,
    };
    const { stdout } = await run("git", ["--no-pager", "--literal-pathspecs", ...args], {
      ...options,
      env: borrowed,
      cwd: own,
    });
    return stdout;
  } catch (error) {
    const { code, stderr } = error as { code?: unknown; stderr?: Buffer };
    if (code === "ENOENT") throw new Error("git is not installed here");
    throw new Error(
      `git cannot read it (${
        String(stderr ?? (error as Error).message)
          .trim()
          .split("\n")[0]
      })`,
    );
  } finally {
    rmSync(own, { recursive: true, force: true });
  }
}

/** The commit that a clone is on, read without git. */
function headOf(clone: string): string {
  const read = (name: string): string => {
    try {
      return readFileSync(join(clone, ".git", name), "utf8").trim();
    } catch {
      return "";
    }
  };
  const head = read("HEAD");
  const hex = /^[0-9a-f]{40}$/;
  if (hex.test(head)) return head;
  const ref = /^ref: (refs\/heads\/[\w./-]+)$/.exec(head)?.[1];
  if (ref === undefined || ref.includes("..")) throw new Error("its HEAD names no branch");
  const loose = read(ref);
  if (hex.test(loose)) return loose;
  const packed = read("packed-refs")
    .split("\n")
    .find((line) => line.endsWith(` ${ref}`));
  const commit = packed?.split(" ")[0] ?? "";
  if (!hex.test(commit)) throw new Error("it has no commit yet");
  return commit;
}

/** The files of the last commit; the time is that of the last commit which changed the file. */
export async function gitPieces(clone: string, parts: readonly string[]): Promise<Piece[]> {
  const head = headOf(clone);
  const list = (await git(clone, ["ls-tree", "-r", "-z", "-l", head])).toString("utf8");
  const pieces: Piece[] = [];
  for (const line of list.split("\0")) {
    const match = /^(100644|100755) blob ([0-9a-f]{40}) +(\d+)\t(.+)$/s.exec(line);
    if (!match) continue;
    const [, , object, size, path] = match;
    const inner = path.split("/");
    if (inner.some(isClutter) || !/\.(ipynb|ts|zip)$/i.test(path)) continue;
    const time = Number((await git(clone, ["log", "-1", "--format=%ct", head, "--", path])).toString().trim());
    pieces.push({
      where: `${clone}@${head.slice(0, 7)}:${path}`,
      parts: [...parts, ...inner],
      size: Number(size),
      at: time * 1000,
      timeSource: "git",
      read: async () => git(clone, ["cat-file", "blob", object]),
    });
  }
  return pieces;
}
