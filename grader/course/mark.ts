/** @file Marks by hand: points in place of the tests', a comment, and who gave them. They stay whatever is graded again. */

import { happened } from "../store/events.ts";
import type { Class } from "./class.ts";
import { readLearner } from "./roster.ts";
import { readSet } from "./sets.ts";

/** A mark. */
export interface Mark {
  readonly problemSet: string;
  readonly learner: string;
  readonly exercise: string;
  /** of the set, untouched by lateness; null takes the mark away; undefined leaves it */
  readonly points?: number | null;
  /** what the learner reads; undefined leaves it */
  readonly comment?: string;
  /** who marks */
  readonly marker: string;
  /** more than the exercise is worth */
  readonly bonus?: boolean;
  /** the version that was looked at; a later one refuses the mark */
  readonly version?: number;
}

/** What a grade is after a mark. */
export interface Marked {
  readonly auto: number | null;
  readonly lateFactor: number;
  readonly manual: number | null;
  readonly comment: string;
  readonly version: number;
}

/** Somebody else changed the grade meanwhile. */
export class StaleMark extends Error {
  override readonly name = "StaleMark";
}

interface Row {
  auto: number | null;
  late_factor: number;
  manual: number | null;
  comment: string;
  version: number;
}

/** Sets points and comment of an exercise by hand; what needed review no longer does. */
export function markByHand(cls: Class, mark: Mark): Marked {
  const { db } = cls;
  const { problemSet, exercise, points, comment, marker, bonus = false, version } = mark;
  const set = readSet(db, problemSet);
  const worth = set.exercises.find((one) => one.exercise === exercise)?.points;
  if (worth === undefined)
    throw new RangeError(
      `no exercise ${JSON.stringify(exercise)} in ${problemSet}; its exercises are ${set.exercises.map((one) => one.exercise).join(", ")}`,
    );
  if (points !== undefined && points !== null) {
    if (!Number.isFinite(points) || points < 0) throw new RangeError(`mark: points must be 0 or more, got ${points}`);
    if (points > worth && !bonus)
      throw new RangeError(
        `mark: ${exercise} is worth ${worth} points in ${problemSet}, got ${points}; add --bonus to give more`,
      );
  }
  const { id: learner } = readLearner(cls, mark.learner);
  return db.transaction(() => {
    const read = (): Row | undefined =>
      db
        .prepare<Row>(
          "select auto, late_factor, manual, comment, version from grade where learner = ? and problem_set = ? and exercise = ?",
        )
        .get(learner, problemSet, exercise);
    const old = read();
    if (version !== undefined && (old?.version ?? 0) !== version)
      throw new StaleMark(`the grade of ${learner} in ${exercise} was changed meanwhile; look at it again`);
    const manual = points === undefined ? (old?.manual ?? null) : points;
    const said = comment ?? old?.comment ?? "";
    db.prepare(
      `insert into grade (learner, problem_set, exercise, manual, comment, marker, updated_at) values (?, ?, ?, ?, ?, ?, ?)
       on conflict (learner, problem_set, exercise) do update
       set manual = excluded.manual, comment = excluded.comment, marker = excluded.marker, needs_review = 0,
           version = version + 1, updated_at = excluded.updated_at`,
    ).run(learner, problemSet, exercise, manual, said, marker, Date.now());
    happened(db, {
      what: points === null ? "mark taken away" : "marked",
      learner,
      problemSet,
      exercise,
      detail: { before: old?.manual ?? null, after: manual, comment: comment !== undefined, marker },
    });
    const { auto, late_factor, version: now } = read() as Row;
    return { auto, lateFactor: late_factor, manual, comment: said, version: now };
  });
}
