/**
 * @file The autograder zip of Gradescope: the exercises with their hidden tests, the part of the grader that it needs, and,
 * made on Linux, Node and all packages, so that building the image asks no registry. It holds hidden tests: it is for the
 * instructor's upload alone.
 */

import { createHmac } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import type { ProblemSet } from "../learner/problem-set.ts";
import { PROBLEM_SET } from "../learner/problem-set.ts";
import { zip } from "../learner/zip.ts";
import { exercisePaths } from "../registry/index.ts";
import { type Lock, type PackageJson, releaseLock } from "./lock.ts";
import { house, packFor } from "./packages.ts";

/** How to build. */
export interface GradescopeOptions {
  /** the clone with the hidden tests */
  readonly root: string;
  /** of which the seeds of hidden inputs are made; only what is made of it goes into the zip */
  readonly secret: string;
  /** carry Node and the packages, default on Linux */
  readonly whole?: boolean;
}

/** The zip and whether it carries all it needs. */
export interface Autograder {
  readonly bytes: Uint8Array;
  readonly whole: boolean;
}

/** Builds the autograder of a problem set. */
export async function gradescopeZip(set: ProblemSet, options: GradescopeOptions): Promise<Autograder> {
  const { root, secret, whole = process.platform === "linux" && process.arch === "x64" } = options;
  const files = new Map<string, Uint8Array>();
  const text = (name: string, content: string) => files.set(name, Buffer.from(content));
  const json = (name: string, value: unknown) => text(name, `${JSON.stringify(value, null, 2)}\n`);

  const packed = await packFor(["release/gradescope-run.js", "testing/index.js", "runner/main.js"], ["lib", "grader"]);
  const own = JSON.parse(readFileSync(join(house, "package.json"), "utf8")) as PackageJson;
  const release: PackageJson = {
    name: `cryolab-${set.id}-autograder`,
    version: own.version,
    private: true,
    type: "module",
    dependencies: Object.fromEntries(packed.map(({ name, file }) => [name, `file:packages/${file}`])),
  };
  const lock = JSON.parse(readFileSync(join(house, "package-lock.json"), "utf8")) as Lock;
  const locked = releaseLock(lock, release, packed);
  json("package.json", release);
  json("package-lock.json", locked);
  for (const { file, bytes } of packed) files.set(`packages/${file}`, bytes);

  const runnable = new Set(["setup.sh", "run_autograder"]);
  if (whole) {
    files.set("bin/node", readFileSync(process.execPath));
    runnable.add("bin/node");
    for (const one of packed)
      for (const [name, bytes] of one.contents) files.set(`node_modules/${one.name}/${name}`, bytes);
    for (const at of Object.keys(locked.packages).filter((place) => place.startsWith("node_modules/")))
      if (!packed.some(({ name }) => at === `node_modules/${name}`)) addFolder(files, at, runnable);
  }

  const course = `course/`;
  for (const { id } of set.exercises) {
    const slug = id.split("/")[1];
    const { visibleTest, manifest, starter, readme, hiddenFolder } = exercisePaths(id, root);
    for (const path of [visibleTest, manifest, starter, readme])
      files.set(`${course}exercises/${id}/${path.split(/[\\/]/).at(-1)}`, readFileSync(path));
    files.set(
      `${course}tests/hidden/${id}/${slug}.hidden.test.ts`,
      readFileSync(join(hiddenFolder, `${slug}.hidden.test.ts`)),
    );
    const wrong = join(hiddenFolder, "wrong"); // a diagnosis may say that an answer behaves like one of these
    for (const name of existsSync(wrong) ? readdirSync(wrong) : [])
      files.set(`${course}tests/hidden/${id}/wrong/${name}`, readFileSync(join(wrong, name)));
  }
  json(`${course}${PROBLEM_SET}`, set);
  text(`${course}secret`, `${createHmac("sha256", secret).update(`gradescope ${set.id}`).digest("hex")}\n`);
  for (const name of ["setup.sh", "run_autograder"])
    files.set(name, readFileSync(join(house, "grader", "release", "assets", name)));
  return { bytes: zip(files, runnable), whole };
}

/** The files of an installed package without what only documents it. */
function addFolder(files: Map<string, Uint8Array>, at: string, runnable: Set<string>): void {
  const folder = join(house, at);
  if (!existsSync(folder)) return; // an optional package of another system
  for (const name of readdirSync(folder, { recursive: true, encoding: "utf8" })) {
    const path = join(folder, name);
    const entry = `${at}/${name.replaceAll("\\", "/")}`;
    if (/\/node_modules\//.test(entry.slice(at.length)) || /\.(map|md|mts|cts)$/.test(name)) continue;
    if (/^node_modules\/typescript\/lib\/(_?ts[sc]|typingsInstaller|watchGuard|[a-z]{2}(-\w+)?\/)/.test(entry))
      continue;
    const status = statSync(path);
    if (!status.isFile()) continue;
    files.set(entry, readFileSync(path));
    if ((status.mode & 0o111) !== 0) runnable.add(entry);
  }
}
