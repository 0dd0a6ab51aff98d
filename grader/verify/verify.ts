/**
 * @file `cryolab verify`: proves that every exercise is sound. First what can be read (files, statement, manifest,
 * types, secrecy, texts of tests), then what must be run: every answer of every exercise, two at a time.
 */

import { existsSync, readFileSync } from "node:fs";
import { basename, join, relative } from "node:path";
import { gradeFile } from "../grade.ts";
import { exercisePaths, type Manifest, readManifest } from "../registry/index.ts";
import { type Trial, trials } from "./answers.ts";
import { answers, fileFlaws } from "./files.ts";
import { planFlaws, readPlan } from "./plan.ts";
import { readmeFlaws } from "./readme.ts";
import { sharedText } from "./secrecy.ts";
import { callsLibrary, exportedNames } from "./source-text.ts";
import { testFlaws } from "./test-text.ts";
import { typeFlaws } from "./types.ts";

/** What is wrong with one exercise. */
export interface Verified {
  readonly exercise: string;
  readonly flaws: readonly string[];
  /** needs that are planned but not built yet */
  readonly pending: readonly string[];
  /** answers that were graded */
  readonly wrong: number;
  readonly right: number;
}

/** How to verify. */
export interface VerifyOptions {
  readonly root: string;
  /** answers graded so far, answers in all, and the exercise at hand */
  readonly onProgress?: (done: number, total: number, exercise: string) => void;
  readonly signal?: AbortSignal;
}

/** Verifies exercises. */
export async function verify(ids: readonly string[], options: VerifyOptions): Promise<Verified[]> {
  const { root } = options;
  const plan = readPlan(root);
  const read = ids.map((id) => ({ id, flaws: fileFlaws(id, root), pending: [] as string[] }));
  const types = typeFlaws(
    ids.flatMap((id) => checkedFiles(id, root)),
    root,
  );
  for (const { id, flaws, pending } of read) {
    for (const path of checkedFiles(id, root)) flaws.push(...(types.get(path) ?? []));
    let manifest: Manifest;
    try {
      manifest = readManifest(id, root);
    } catch (error) {
      flaws.push((error as Error).message);
      continue;
    }
    const planned = planFlaws(id, manifest, plan, root);
    flaws.push(...planned.flaws, ...textFlaws(id, manifest, root));
    pending.push(...planned.pending);
  }

  const queue = read.flatMap((exercise) =>
    existsSync(exercisePaths(exercise.id, root).manifest)
      ? trials(exercise.id, root)
          .filter(({ path }) => existsSync(path))
          .map((trial) => ({ exercise, trial }))
      : [],
  );
  const zeros = new Set<string>();
  await inPairs(queue, async ({ exercise, trial }, done) => {
    options.onProgress?.(done, queue.length, exercise.id);
    const flaw = await run(trial, exercise.id, options, zeros);
    if (flaw !== undefined) exercise.flaws.push(flaw);
  });

  return read.map(({ id, flaws, pending }) => {
    const { wrong, right } = answers(exercisePaths(id, root));
    const library = wrong.filter((path) => callsLibrary(readFileSync(path, "utf8")));
    if (!library.some((path) => zeros.has(path)))
      flaws.push("wrong/ must hold an answer that calls the nearest library function (cryo…) and scores 0");
    return { exercise: id, flaws, pending, wrong: wrong.length, right: right.length };
  });
}

async function run(
  { path, options, flaw }: Trial,
  id: string,
  { signal }: VerifyOptions,
  zeros: Set<string>,
): Promise<string | undefined> {
  const result = await gradeFile(path, id, { ...options, ...(signal ? { signal } : {}) });
  if (result.points === 0 && result.status !== "infrastructure") zeros.add(path);
  return flaw(result);
}

/** The files of an exercise that must type-check. */
function checkedFiles(id: string, root: string): string[] {
  const paths = exercisePaths(id, root);
  const { right } = answers(paths);
  return [paths.starter, paths.visibleTest, paths.hiddenTest, paths.solution, ...right].filter(existsSync);
}

function textFlaws(id: string, { exports }: Manifest, root: string): string[] {
  const paths = exercisePaths(id, root);
  const slug = id.split("/")[1];
  const text = (path: string) => (existsSync(path) ? readFileSync(path, "utf8") : "");
  const flaws = existsSync(paths.readme) ? readmeFlaws(text(paths.readme)) : [];
  if (!text(paths.starter).includes("// TODO")) flaws.push(`${slug}.ts: the starter must hold a // TODO`);
  for (const path of [paths.starter, paths.solution]) {
    const missing = exports.filter((name) => !exportedNames(text(path)).includes(name));
    if (missing.length > 0) flaws.push(`${relative(root, path)}: must export ${missing.join(", ")}`);
  }
  for (const path of [paths.visibleTest, paths.hiddenTest]) {
    const hidden = path === paths.hiddenTest;
    flaws.push(...testFlaws({ name: basename(path), text: text(path), slug, exports, hidden }));
  }
  for (const name of ["README.md", `${slug}.ts`, `${slug}.test.ts`, "exercise.json"])
    for (const run of sharedText(text(paths.solution), text(join(paths.exerciseFolder, name))))
      flaws.push(`${name}: holds text of the solution: ${run}`);
  return flaws;
}

/** Works through a list two at a time: the machine has other things to do, and graders time their calls. */
async function inPairs<T>(list: readonly T[], work: (item: T, done: number) => Promise<void>): Promise<void> {
  let next = 0;
  let done = 0;
  const lane = async (): Promise<void> => {
    while (next < list.length) {
      const item = list[next++];
      await work(item, done);
      done++;
    }
  };
  await Promise.all([lane(), lane()]);
}
