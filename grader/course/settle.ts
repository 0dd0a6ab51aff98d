/**
 * @file Which grading counts, and for how much. Of a learner's attempts within the limit the best or the last by policy; its
 * points scaled to the set; its lateness a factor. A mark by hand stands above all of it and is only flagged when what lies
 * below it changes. Everything here can be worked out again from submissions and runs, so a new due date is one call.
 */

import type { Database } from "../store/database.ts";
import { lateFactor } from "./late.ts";
import type { ProblemSet } from "./sets.ts";

/** A grading that may count. */
interface Candidate {
  readonly run: number;
  readonly status: string;
  readonly points: number;
  readonly max: number;
  readonly submitted_at: number;
  /** 1 for a file of its own, 0 for a notebook */
  readonly own: number;
}

/** What counts for one exercise of one learner. */
export interface Counted {
  readonly run: number;
  /** scaled to the set, before lateness */
  readonly auto: number;
  readonly lateFactor: number;
}

/** Hundredths, so that thirds do not show. */
export function rounded(points: number): number {
  return Math.round(points * 100) / 100;
}

/** The grading that counts, or undefined when there is none. Of equal ones the earlier counts. */
export function choose(
  db: Database,
  set: ProblemSet,
  learner: string,
  exercise: string,
  zone: string,
): Counted | undefined {
  const worth = set.exercises.find((one) => one.exercise === exercise)?.points ?? 0;
  // of one submission the grading with the newest tests: rows are made in that order
  const rows = db
    .prepare<Candidate>(
      `select r.id run, r.status, r.points, r.max, s.submitted_at, s.exercise is not null own
       from submission s join run r on r.id =
         (select max(id) from run where submission = s.id and exercise = ?)
       where s.learner = ? and s.problem_set = ? and (s.exercise is null or s.exercise = ?) and s.attempt <= ?
       order by s.submitted_at, own, s.id`,
    )
    .all(exercise, learner, set.id, exercise, set.attempts ?? Number.MAX_SAFE_INTEGER);
  // of what was handed in together a file of its own is the answer, not the notebook
  const own = new Set(rows.filter((row) => row.own === 1).map((row) => row.submitted_at));
  const answers = rows.filter((row) => row.own === 1 || !own.has(row.submitted_at));
  const answered = answers.filter(({ status }) => status !== "missing");
  // an attempt that leaves the exercise out takes nothing back
  const candidates = answered.length > 0 ? answered : answers.slice(-1);
  let chosen: Counted | undefined;
  for (const { run, points, max, submitted_at } of candidates) {
    const factor = lateFactor(submitted_at, set.due, set.late, zone);
    const counted = { run, auto: max > 0 ? rounded((points / max) * worth) : 0, lateFactor: factor };
    if (chosen === undefined || set.keep === "last" || counted.auto * factor > chosen.auto * chosen.lateFactor)
      chosen = counted;
  }
  return chosen;
}

/**
 * Writes what counts now, if it is another than before. To be called within a transaction.
 *
 * @returns whether something changed
 */
export function settle(
  db: Database,
  set: ProblemSet,
  learner: string,
  exercise: string,
  zone: string,
  now: number = Date.now(),
): boolean {
  const counted = choose(db, set, learner, exercise, zone);
  const old = db
    .prepare<{ run: number | null; auto: number | null; late_factor: number; manual: number | null }>(
      "select run, auto, late_factor, manual from grade where learner = ? and problem_set = ? and exercise = ?",
    )
    .get(learner, set.id, exercise);
  const { run = null, auto = null, lateFactor: factor = 1 } = counted ?? {};
  if (old === undefined && counted === undefined) return false;
  if (old && old.run === run && old.auto === auto && old.late_factor === factor) return false;
  // another grading with the same points is nothing new to who marks and to who learns
  const moved = old?.auto !== auto || old?.late_factor !== factor ? 1 : 0;
  const review = old !== undefined && old.manual !== null ? moved : 0;
  db.prepare(
    `insert into grade (learner, problem_set, exercise, run, auto, late_factor, updated_at) values (?, ?, ?, ?, ?, ?, ?)
     on conflict (learner, problem_set, exercise) do update
     set run = excluded.run, auto = excluded.auto, late_factor = excluded.late_factor,
         updated_at = iif(?, excluded.updated_at, updated_at), version = version + ?, needs_review = max(needs_review, ?)`,
  ).run(learner, set.id, exercise, run, auto, factor, now, moved, moved, review);
  return true;
}

/** Settles every exercise of a set, of one learner or of all; gives how many grades changed. Within a transaction. */
export function settleSet(db: Database, set: ProblemSet, zone: string, learner?: string): number {
  const learners =
    learner === undefined
      ? db
          .prepare<{ learner: string }>(
            "select learner from submission where problem_set = ? union select learner from grade where problem_set = ?",
          )
          .all(set.id, set.id)
          .map((row) => row.learner)
      : [learner];
  let changed = 0;
  for (const one of learners)
    for (const { exercise } of set.exercises) if (settle(db, set, one, exercise, zone)) changed++;
  return changed;
}
