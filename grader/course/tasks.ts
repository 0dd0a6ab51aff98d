/** @file What is to be graded: every counted submission and exercise of a set without a run by today's tests. */

import type { JobRow } from "../queue/lease.ts";
import type { Task } from "../queue/types.ts";
import { seedFor } from "../seeds.ts";
import { sha256 } from "../store/blobs.ts";
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

/** The tasks of a set that have no result yet, and how many have. */
export function missingTasks(
  cls: Class,
  set: ProblemSet,
  { learner, exercise }: Selection = {},
): { readonly tasks: Task[]; readonly graded: number } {
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
  const run = cls.db.prepare("select 1 from run where submission = ? and exercise = ? and tests_sha = ? and seed = ?");
  const all = rows.map(task);
  const tasks = all.filter((one) => !run.get(one.submission, one.exercise, one.testsSha, sha256(one.seed)));
  return { tasks, graded: all.length - tasks.length };
}
