/**
 * @file Takes a file into the store as an attempt. The same bytes are the same attempt and keep their first time, unless a time is
 * given by hand. Attempts are numbered by time: one that comes in late but was made early takes its place.
 */

import { keepBlob } from "../../store/blobs.ts";
import type { Database } from "../../store/database.ts";
import { happened } from "../../store/events.ts";
import { secondsLate } from "../late.ts";
import type { ProblemSet } from "../sets.ts";
import type { TimeSource } from "./types.ts";

/** A file to take. */
export interface Incoming {
  readonly learner: string;
  readonly name: string;
  /** of a `.ts` */
  readonly exercise?: string;
  readonly bytes: Uint8Array;
  readonly at: number;
  readonly timeSource: TimeSource;
}

/** Takes a file, within a transaction; "same" when it was there. */
export function receive(
  db: Database,
  set: ProblemSet,
  file: Incoming,
  now: number = Date.now(),
): "new" | "same" | "moved" {
  const { learner, name, exercise = null, at, timeSource } = file;
  const sha = keepBlob(db, file.bytes);
  const old = db
    .prepare<{ id: number; submitted_at: number }>(
      "select id, submitted_at from submission where learner = ? and problem_set = ? and sha256 = ?",
    )
    .get(learner, set.id, sha);
  const late = secondsLate(at, set.due);
  const log = (what: string, submission: number): void =>
    happened(db, {
      what,
      learner,
      problemSet: set.id,
      ...(exercise === null ? {} : { exercise }),
      detail: { submission, at, timeSource },
    });
  if (old) {
    if (timeSource !== "given" || old.submitted_at === at) return "same";
    db.prepare("update submission set submitted_at = ?, time_source = ?, late_seconds = ? where id = ?").run(
      at,
      timeSource,
      late,
      old.id,
    );
    log("time changed", old.id);
    return "moved";
  }
  const { lastInsertRowid } = db
    .prepare(
      `insert into submission (learner, problem_set, sha256, name, exercise, attempt, submitted_at, time_source, collected_at, late_seconds)
       values (?, ?, ?, ?, ?, 0, ?, ?, ?, ?)`,
    )
    .run(learner, set.id, sha, name, exercise, at, timeSource, now, late);
  log("collected", lastInsertRowid);
  return "new";
}

/** Numbers a learner's attempts by time: notebooks together, files of their own by exercise. */
export function numberAttempts(db: Database, set: ProblemSet, learner: string): void {
  db.prepare(
    `update submission set attempt = (
       select count(*) from submission o
       where o.learner = submission.learner and o.problem_set = submission.problem_set and o.exercise is submission.exercise
         and (o.submitted_at < submission.submitted_at or (o.submitted_at = submission.submitted_at and o.id <= submission.id)))
     where learner = ? and problem_set = ?`,
  ).run(learner, set.id);
}
