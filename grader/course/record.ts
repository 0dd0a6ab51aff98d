/**
 * @file From a grading to rows: the run with its provenance, its tests, what counts now, and a line of the log. The same task
 * written twice is written once. Runs inside the transaction of who calls it.
 */

import type { Outcome, Task } from "../queue/types.ts";
import { recordable, type TestResult } from "../results.ts";
import { sha256 } from "../sha256.ts";
import type { Database } from "../store/database.ts";
import { happened } from "../store/events.ts";
import { findSet } from "./sets.ts";
import { settle } from "./settle.ts";

/** How to write. */
export interface RecordOptions {
  readonly zone: string;
  /** take results of level D */
  readonly unsafe?: boolean;
  /** what the log calls it, "graded" when left out */
  readonly what?: string;
}

/**
 * Writes what a grading gave.
 *
 * @returns false when it is not wanted: the learner was forgotten, the set has gone
 * @throws Error for what must never become a grade: a failure of ours, or a wall of level D
 */
export function record(
  db: Database,
  task: Task,
  outcome: Outcome,
  { zone, unsafe = false, what = "graded" }: RecordOptions,
): boolean {
  const { result, engine, node, started, ms } = outcome;
  if (!recordable(result, { unsafe }))
    throw new Error(
      `record: ${result.status === "infrastructure" ? "a failure of the grader" : "level D"} is no grade`,
    );
  const submission = db.prepare<{ sha256: string }>("select sha256 from submission where id = ?").get(task.submission);
  const set = findSet(db, task.problemSet);
  if (submission?.sha256 !== task.sha256 || set === undefined) return false;
  const tests = result.provenance?.tests ?? task.testsSha;
  const made = db
    .prepare<{ id: number }>(
      `insert into run (submission, exercise, tests_sha, seed, level, engine, node, started, ms, status, message, points, max, warnings)
       values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict (submission, exercise, tests_sha, seed) do nothing returning id`,
    )
    .get(
      task.submission,
      task.exercise,
      tests,
      sha256(task.seed),
      result.status === "graded" ? result.isolation : "-",
      engine,
      node,
      started,
      Math.round(ms),
      result.status,
      result.message ?? null,
      result.points,
      result.max,
      JSON.stringify(result.warnings),
    );
  if (made) {
    const insert = db.prepare(
      `insert into test_result (run, position, title, hidden, status, class, points, max, ms, diagnosis, public_message, private_message)
       values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    );
    for (const [position, test] of result.tests.entries())
      insert.run(
        made.id,
        position,
        test.title,
        test.hidden ? 1 : 0,
        test.status,
        test.class,
        test.points,
        test.max,
        Math.round(test.ms),
        diagnosisOf(test),
        test.publicMessage,
        test.privateMessage ?? null,
      );
    happened(db, {
      who: "worker",
      what,
      learner: task.learner,
      problemSet: task.problemSet,
      exercise: task.exercise,
      detail: {
        submission: task.submission,
        status: result.status,
        points: result.points,
        max: result.max,
        level: result.isolation,
      },
    });
  }
  settle(db, set, task.learner, task.exercise, zone);
  return true;
}

/**
 * What explains the failure, for counting: the known mistake that the answer behaves like, else what the numbers say. Taken from the
 * first line of what the grader itself says of wrong values; what a learner's code says is never looked at.
 */
export function diagnosisOf({ status, class: kind, publicMessage }: TestResult): string | null {
  if (status !== "fail" || kind === "assertion") return null;
  const [line] = publicMessage.split("\n");
  const known = /; it behaves like a known mistake: (.+)$/.exec(line);
  return known?.[1] ?? /off by (?:about|more than) [^;]+; (.+)$/.exec(line)?.[1] ?? null;
}
