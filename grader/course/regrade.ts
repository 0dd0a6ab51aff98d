/**
 * @file Grades again what was graded by tests that have changed since, and says who gains and who loses before anything is
 * written. Results wait in a file of the class (regrade-ps1.ndjson), so a long regrade can be interrupted, read, and then
 * written without grading twice. Marks by hand stay and are flagged where what lies below them changed.
 */

import { appendFileSync, existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Outcome, Task } from "../queue/types.ts";
import { recordable } from "../results.ts";
import { openPool } from "../runner/pool.ts";
import { sha256 } from "../sha256.ts";
import { readBlob } from "../store/blobs.ts";
import { happened } from "../store/events.ts";
import type { Class } from "./class.ts";
import { WeakWall } from "./grade-class.ts";
import { type Grader, poolGrader } from "./grade-task.ts";
import { record } from "./record.ts";
import { type ProblemSet, readSet } from "./sets.ts";
import { type Selection, tasksOf } from "./tasks.ts";

/** What changes for a learner in an exercise. */
export interface Difference {
  readonly learner: string;
  readonly exercise: string;
  /** points of the set after lateness, as the gradebook shows them */
  readonly before: number | null;
  readonly after: number | null;
  /** a mark by hand stands: the grade stays, and is flagged for review */
  readonly manual: number | null;
  /** titles of tests that ended otherwise than before */
  readonly tests: readonly string[];
}

/** What came of it. */
export interface Regraded {
  readonly differences: readonly Difference[];
  /** gradings with the same points as before */
  readonly same: number;
  readonly failed: readonly { readonly learner: string; readonly exercise: string; readonly reason: string }[];
  readonly written: boolean;
}

/** How to regrade. */
export interface RegradeOptions extends Selection {
  readonly problemSet: string;
  /** write it; without it everything is as before */
  readonly write?: boolean;
  readonly workers?: number;
  readonly unsafe?: boolean;
  readonly signal?: AbortSignal;
  readonly onProgress?: (done: number, total: number, last: string) => void;
  readonly grader?: Grader;
}

interface Graded {
  readonly task: Task;
  readonly outcome: Outcome;
}

/** Grades again and compares; writes when told to and nothing failed. */
export async function regrade(cls: Class, options: RegradeOptions): Promise<Regraded> {
  const { problemSet, write = false } = options;
  const set = readSet(cls.db, problemSet);
  const { outdated } = tasksOf(cls, set, options);
  const waiting = join(cls.folder, `regrade-${problemSet}.ndjson`);
  const { graded, failed } = await gradeAll(cls, outdated, waiting, options);
  const writing = write && failed.length === 0;
  const result = compare(cls, set, graded, { write: writing, unsafe: options.unsafe === true });
  if (writing) rmSync(waiting, { force: true });
  return { ...result, failed, written: writing };
}

const keyOf = ({ submission, exercise, sha256: bytes, testsSha, seed }: Task): string =>
  sha256(JSON.stringify([submission, exercise, bytes, testsSha, seed]));

/** Results that wait from an earlier call, by task. */
function readWaiting(path: string): Map<string, Outcome> {
  const found = new Map<string, Outcome>();
  if (!existsSync(path)) return found;
  for (const line of readFileSync(path, "utf8").split("\n"))
    try {
      const { key, outcome } = JSON.parse(line) as { key: string; outcome: Outcome };
      found.set(key, outcome);
    } catch {} // the last line of a call that was killed
  return found;
}

async function gradeAll(
  cls: Class,
  tasks: readonly Task[],
  path: string,
  options: RegradeOptions,
): Promise<{ graded: Graded[]; failed: Regraded["failed"][number][] }> {
  const { unsafe = false, signal = new AbortController().signal, onProgress } = options;
  const waiting = readWaiting(path);
  const graded: Graded[] = [];
  const failed: Regraded["failed"][number][] = [];
  const left = tasks.filter((task) => {
    const outcome = waiting.get(keyOf(task));
    if (outcome && recordable(outcome.result, { unsafe })) graded.push({ task, outcome });
    return graded.at(-1)?.task !== task;
  });
  if (left.length === 0) return { graded, failed };
  const pool = options.grader ? undefined : openPool(options.workers === undefined ? {} : { workers: options.workers });
  const grader = options.grader ?? poolGrader(cls.root, pool as NonNullable<typeof pool>);
  let next = 0;
  let done = 0;
  const slot = async (): Promise<void> => {
    for (let task = left[next++]; task !== undefined; task = left[next++]) {
      signal.throwIfAborted();
      const { learner, exercise } = task;
      try {
        const outcome = await grader(task, readBlob(cls.db, task.sha256), signal);
        if (outcome.result.status === "infrastructure") throw new Error(outcome.result.message ?? "the grader failed");
        if (!recordable(outcome.result, { unsafe }))
          throw new WeakWall("no wall here (level D); --unsafe if all is trusted");
        appendFileSync(path, `${JSON.stringify({ key: keyOf(task), outcome })}\n`, { mode: 0o600 });
        graded.push({ task, outcome });
      } catch (error) {
        if (signal.aborted || error instanceof WeakWall) throw error;
        failed.push({ learner, exercise, reason: (error as Error).message });
      }
      onProgress?.(++done, left.length, `${learner} · ${exercise}`);
    }
  };
  try {
    const slots = Math.min(options.workers ?? pool?.workers ?? 2, left.length);
    await Promise.all(Array.from({ length: slots }, slot));
  } finally {
    await pool?.close();
  }
  return { graded, failed };
}

interface Shown {
  readonly shown: number | null;
  readonly manual: number | null;
  readonly run: number | null;
}

class Undo extends Error {}

/** Writes everything in one transaction and reads what changed; without `write` it is undone again. */
function compare(
  cls: Class,
  set: ProblemSet,
  graded: readonly Graded[],
  { write, unsafe }: { write: boolean; unsafe: boolean },
): Pick<Regraded, "differences" | "same"> {
  const { db, zone } = cls;
  const differences: Difference[] = [];
  const pairs = new Map(graded.map(({ task }) => [`${task.learner}\n${task.exercise}`, task]));
  const grade = db.prepare<{ auto: number | null; late_factor: number; manual: number | null; run: number | null }>(
    "select auto, late_factor, manual, run from grade where learner = ? and problem_set = ? and exercise = ?",
  );
  const read = ({ learner, exercise }: Task): Shown => {
    const row = grade.get(learner, set.id, exercise);
    if (!row) return { shown: null, manual: null, run: null };
    return { shown: row.auto === null ? null : row.auto * row.late_factor, manual: row.manual, run: row.run };
  };
  const work = (): void => {
    const before = new Map([...pairs].map(([key, task]) => [key, read(task)]));
    for (const { task, outcome } of graded) record(db, task, outcome, { zone, unsafe, what: "regraded" });
    for (const [key, task] of pairs) {
      const old = before.get(key) as Shown;
      const now = read(task);
      if (old.shown === now.shown) continue;
      differences.push({
        learner: task.learner,
        exercise: task.exercise,
        before: rounded(old.shown),
        after: rounded(now.shown),
        manual: now.manual,
        tests: changedTests(cls, old.run, now.run),
      });
      happened(db, {
        what: "regrade moved a grade",
        learner: task.learner,
        problemSet: set.id,
        exercise: task.exercise,
        detail: { before: old.shown, after: now.shown, manual: now.manual },
      });
    }
    if (!write) throw new Undo();
  };
  try {
    db.transaction(work);
  } catch (error) {
    if (!(error instanceof Undo)) throw error;
  }
  differences.sort((a, b) => change(a) - change(b) || (a.learner < b.learner ? -1 : 1));
  return { differences, same: pairs.size - differences.length };
}

const change = ({ before, after }: Difference): number => (after ?? 0) - (before ?? 0);
const rounded = (points: number | null): number | null => (points === null ? null : Math.round(points * 100) / 100);

function changedTests({ db }: Class, before: number | null, after: number | null): string[] {
  const read = (run: number | null) =>
    new Map(
      db
        .prepare<{ title: string; status: string }>(
          "select title, status from test_result where run = ? order by position",
        )
        .all(run)
        .map(({ title, status }) => [title, status]),
    );
  const old = read(before);
  const said: string[] = [];
  for (const [title, status] of read(after)) {
    const was = old.get(title);
    if (was !== status) said.push(`${title}: ${was ?? "new"} -> ${status}`);
  }
  return said;
}
