/**
 * @file `cryolab verify`: proves that every exercise is sound. First what can be read (files, statement, manifest,
 * types, secrecy, texts of tests), then what must be run: every answer of every exercise, in a pool, but for those that were
 * proven before and rest on nothing that has changed.
 */

import { existsSync, readFileSync } from "node:fs";
import { basename, join, relative } from "node:path";
import { gradeFile } from "../grade.ts";
import { exercisePaths, type Manifest, readManifest } from "../registry/index.ts";
import { canaries } from "../release/canary.ts";
import { openPool } from "../runner/pool.ts";
import { scoresNothing, type Trial, trials } from "./answers.ts";
import { openProofs } from "./cache.ts";
import { canaryFlaws } from "./canaries.ts";
import { answers, fileFlaws } from "./files.ts";
import { planFlaws, readPlan } from "./plan.ts";
import { readmeFlaws } from "./readme.ts";
import { sharedText } from "./secrecy.ts";
import { exportedNames } from "./source-text.ts";
import { testFlaws } from "./test-text.ts";
import { syntaxFlaws, typeFlaws } from "./types.ts";

/** What is wrong with one exercise. */
export interface Verified {
  readonly exercise: string;
  readonly flaws: readonly string[];
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
  /** leave out what was proven before and has not changed, default true */
  readonly cache?: boolean;
}

/** Answers at the same time: the machine has other things to do, and tests time their calls. */
const LANES = 2;

/** Verifies exercises. */
export async function verify(ids: readonly string[], options: VerifyOptions): Promise<Verified[]> {
  const { root } = options;
  const plan = readPlan(root);
  const secret = canaries(root); // read once: every secret file is opened
  const read = ids.map((id) => ({
    id,
    flaws: [...fileFlaws(id, root), ...canaryFlaws(id, secret)],
    trials: [] as Trial[],
    broken: false,
    /** whether an answer that calls the library scores nothing */
    refuses: false,
  }));
  const proofs = openProofs(root, options.cache ?? true);
  const checked = ids.flatMap((id) => checkedFiles(id, root));
  const typesKey = proofs.key("types", ...checked.flatMap((path) => [path, readFileSync(path, "utf8")]));
  const types = proofs.find(typesKey) ? new Map<string, string[]>() : typeFlaws(checked, root);
  if (types.size === 0) proofs.add(typesKey, { refuses: false });
  for (const exercise of read) {
    const { id, flaws } = exercise;
    for (const path of checkedFiles(id, root)) flaws.push(...(types.get(path) ?? []));
    let manifest: Manifest;
    try {
      manifest = readManifest(id, root);
    } catch (error) {
      flaws.push((error as Error).message);
      continue;
    }
    flaws.push(...planFlaws(id, manifest, plan, root), ...textFlaws(id, manifest, root));
    exercise.trials = trials(id, manifest.exports, root).filter(({ path }) => existsSync(path));
  }

  const queue = read.flatMap((exercise) => exercise.trials.map((trial) => ({ exercise, trial })));
  const pool = openPool({ workers: LANES });
  try {
    await inLanes(queue, async ({ exercise, trial }, done) => {
      options.onProgress?.(done, queue.length, exercise.id);
      if (exercise.broken) return;
      const key = proofs.key(...textsBehind(exercise.id, trial, root));
      const proof = proofs.find(key);
      if (proof) {
        exercise.refuses ||= proof.refuses;
        return;
      }
      const signal = options.signal === undefined ? {} : { signal: options.signal };
      const result = await gradeFile(trial.path, exercise.id, { ...trial.options, ...signal, pool, explain: false });
      if (exercise.broken) return;
      exercise.broken = result.status === "infrastructure"; // what is ours fails alike for every answer: say it once
      const refuses = result.status === "not-gradable" || (trial.library && scoresNothing(result));
      exercise.refuses ||= refuses;
      const flaw = trial.flaw(result);
      if (flaw === undefined) proofs.add(key, { refuses });
      else exercise.flaws.push(flaw);
    });
  } finally {
    await pool.close();
    proofs.save();
  }

  return read.map(({ id, flaws, refuses }) => {
    const { wrong, right } = answers(exercisePaths(id, root));
    if (!refuses) flaws.push("wrong/ must hold an answer that calls the nearest library function (cryo…) and scores 0");
    return { exercise: id, flaws, wrong: wrong.length, right: right.length };
  });
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
  for (const path of answers(paths).wrong)
    flaws.push(...syntaxFlaws(text(path)).map((flaw) => `wrong/${basename(path)}: ${flaw}`));
  for (const path of [paths.visibleTest, paths.hiddenTest]) {
    const hidden = path === paths.hiddenTest;
    flaws.push(...testFlaws({ name: basename(path), text: text(path), slug, exports, hidden }));
  }
  for (const name of ["README.md", `${slug}.ts`, `${slug}.test.ts`, "exercise.json"])
    for (const run of sharedText(text(paths.solution), text(join(paths.exerciseFolder, name))))
      flaws.push(`${name}: holds text of the solution: ${run}`);
  return flaws;
}

/** Everything that the outcome of a trial rests on, beside the grader. */
function textsBehind(id: string, { path, options }: Trial, root: string): string[] {
  const { manifest, visibleTest, hiddenTest } = exercisePaths(id, root);
  const texts = [path, manifest, visibleTest, hiddenTest].map((file) =>
    existsSync(file) ? readFileSync(file, "utf8") : "",
  );
  const { visible, hidden, bail, seed } = options;
  return [id, relative(root, path), JSON.stringify([visible, hidden, bail, seed]), ...texts];
}

/** Works through a list a few at a time. */
async function inLanes<T>(list: readonly T[], work: (item: T, done: number) => Promise<void>): Promise<void> {
  let next = 0;
  let done = 0;
  const lane = async (): Promise<void> => {
    while (next < list.length) {
      const item = list[next++];
      await work(item, done);
      done++;
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
}
