/**
 * @file Grades one exercise of one submission in a runner of its own or of a pool. What fails on our side is tried again,
 * and then it is `infrastructure`, which is never a grade.
 */

import { setTimeout as delay } from "node:timers/promises";
import type { Source } from "./prepare.ts";
import { findRoot } from "./registry/index.ts";
import type { ExerciseResult, TestResult } from "./results.ts";
import type { Job } from "./runner/job.ts";
import type { Pool } from "./runner/pool.ts";
import { type Hooks, type Outcome, Runner } from "./runner/runner.ts";
import type { Cell } from "./submission/types.ts";

/** How to grade. */
export interface GradeOptions {
  /** the course; found by `findRoot` when left out */
  readonly root?: string;
  /** run the visible tests, default true */
  readonly visible?: boolean;
  /** run the hidden tests, default false */
  readonly hidden?: boolean;
  /** keep the private messages: only for an instructor's eyes, default false */
  readonly private?: boolean;
  /** stop at the first test that fails, default false */
  readonly bail?: boolean;
  /** compare an answer that failed a hidden test with the exercise's known mistakes, default true; takes a tenth of a second */
  readonly explain?: boolean;
  /**
   * called as each test ends, before failed ones are compared with known mistakes; from the first again when a try failed
   * on our side
   */
  readonly onTest?: (result: TestResult) => void;
  /** ends the runner and the learner's process */
  readonly signal?: AbortSignal;
  /** what hidden inputs are drawn from: `seedFor(secret, exercise, learner)`; else CRYOLAB_SEED, else the exercise's id */
  readonly seed?: string;
  /** runners that stay (`openPool`); a runner of its own without it */
  readonly pool?: Pool;
  /** how often a failure of ours is tried again before it is the result, default 2 */
  readonly retries?: number;
}

/** Grades one exercise of a file or notebook. */
export function gradeFile(path: string, exercise: string, options: GradeOptions = {}): Promise<ExerciseResult> {
  return run({ path }, path, exercise, options);
}

/** Grades one exercise of the cells of an open notebook. */
export function gradeCells(
  cells: readonly Cell[],
  exercise: string,
  options: GradeOptions & { readonly name?: string } = {},
): Promise<ExerciseResult> {
  const name = options.name ?? "notebook";
  return run({ name, cells }, name, exercise, options);
}

const PAUSE_MS = 200;

async function run(source: Source, name: string, exercise: string, options: GradeOptions): Promise<ExerciseResult> {
  const { visible = true, hidden = false, bail = false, explain = true, retries = 2, signal, onTest, pool } = options;
  const seed = options.seed ?? (process.env.CRYOLAB_SEED || exercise);
  const job: Job = { source, name, exercise, root: options.root ?? findRoot(), visible, hidden, bail, explain, seed };
  const clean = (test: TestResult) => (options.private ? test : withoutPrivate(test));
  const hooks: Hooks = { signal, onTest: onTest && ((test) => onTest(clean(test))) };
  for (let tries = 0; ; tries++) {
    const outcome = await (pool ? pool.run(job, hooks) : once(job, hooks));
    const { result, again, printed } = outcome;
    if (!again || tries >= retries) {
      const tried = tries > 0 && again ? ` (after ${tries + 1} tries)` : "";
      const tail = result.status === "infrastructure" && options.private && printed !== "" ? `\n${printed}` : "";
      const message = result.message === undefined ? {} : { message: result.message + tried + tail };
      return { ...result, ...message, tests: result.tests.map(clean) };
    }
    await delay(PAUSE_MS * 4 ** tries, undefined, signal ? { signal } : {}).catch(() => signal?.throwIfAborted());
  }
}

/** Grades in a runner that ends with it. */
async function once(job: Job, hooks: Hooks): Promise<Outcome> {
  hooks.signal?.throwIfAborted();
  return new Runner().grade(job, false, hooks);
}

function withoutPrivate({ privateMessage: _, ...test }: TestResult): TestResult {
  return test;
}
