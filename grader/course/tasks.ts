/**
 * @file What is to be graded: every counted submission and exercise of a set without a grading; and what was graded by tests that
 * have changed since, which only a regrade touches, for it shows who gains and who loses before it writes.
 */

import type { JobRow } from "../queue/lease.ts";
import type { Task } from "../queue/types.ts";
import { seedFor } from "../seeds.ts";
import { sha256 } from "../sha256.ts";
import type { Class } from "./class.ts";
import type { ProblemSet } from "./sets.ts";
import { testsSha } from "./tests-sha.ts";

/** What of a set. */
export interface Selection {
  readonly learner?: string;
  readonly exercise?: string;
}

/** Completes tasks for one run of a command: tests are read once. */
export function taskMaker(cls: Class): (row: Omit<JobRow, "id" | "tries">) => Task {
  const { root, secret } = cls;
  const shas = new Map<string, string>();
  return ({ submission, exercise, learner, problem_set, sha256: bytes, name }) => {
    let tests = shas.get(exercise);
    if (tests === undefined) {
      tests = testsSha(exercise, root);
      shas.set(exercise, tests);
    }
    const seed = seedFor(secret, exercise, learner);
    return { submission, exercise, problemSet: problem_set, learner, sha256: bytes, name, testsSha: tests, seed };
  };
}

/** The gradings of a set. */
export interface TaskList {
  /** without any result */
  readonly tasks: readonly Task[];
  /** with a result by today's tests */
  readonly graded: number;
  /** with a result by other tests only */
  readonly outdated: readonly Task[];
}

/** What of a set is graded, and what is not. */
export function tasksOf(cls: Class, set: ProblemSet, { learner, exercise }: Selection = {}): TaskList {
  const rows = cls.db
    .prepare<Omit<JobRow, "id" | "tries">>(
      `select s.id submission, e.exercise, s.learner, s.problem_set, s.sha256, s.name
       from submission s
       join set_exercise e on e.problem_set = s.problem_set and (s.exercise is null or s.exercise = e.exercise)
       join learner l on l.id = s.learner
       join blob b on b.sha256 = s.sha256 and b.sha256 not like 'forgotten%'
       where s.problem_set = ? and s.attempt <= ? and (?3 is null or s.learner = ?3) and (?4 is null or e.exercise = ?4)
       order by s.submitted_at, s.id, e.position`,
    )
    .all(set.id, set.attempts ?? Number.MAX_SAFE_INTEGER, learner ?? null, exercise ?? null);
  const task = taskMaker(cls);
  const runs = cls.db.prepare<{ tests_sha: string; seed: string }>(
    "select tests_sha, seed from run where submission = ? and exercise = ?",
  );
  const tasks: Task[] = [];
  const outdated: Task[] = [];
  for (const one of rows.map(task)) {
    const there = runs.all(one.submission, one.exercise);
    const seed = sha256(one.seed);
    if (there.length === 0) tasks.push(one);
    else if (!there.some((run) => run.tests_sha === one.testsSha && run.seed === seed)) outdated.push(one);
  }
  return { tasks, outdated, graded: rows.length - tasks.length - outdated.length };
}
