/** @file The gradebook: for every learner and exercise what counts, and why. The same numbers for tables, exports and feedback. */

import type { Class } from "./class.ts";
import { type Learner, readRoster } from "./roster.ts";
import { type ProblemSet, pointsOf, readSets } from "./sets.ts";
import { rounded } from "./settle.ts";

/** What counts for one exercise of one learner. */
export interface GradeCell {
  readonly exercise: string;
  /** what it is worth */
  readonly max: number;
  /** what counts; null: nothing handed in, nothing graded, no mark */
  readonly points: number | null;
  /** the tests' points scaled to the set, before lateness */
  readonly auto: number | null;
  readonly lateFactor: number;
  readonly manual: number | null;
  readonly comment: string;
  readonly needsReview: boolean;
  /** changed since it was last shown to the learner */
  readonly unpublished: boolean;
  readonly run: number | null;
  readonly version: number;
}

/** A learner's row of one set. */
export interface GradeRow {
  readonly learner: Learner;
  readonly cells: readonly GradeCell[];
  /** sum of what counts; null when nothing is there */
  readonly points: number | null;
  /** of the last submission that counts; null: none */
  readonly submittedAt: number | null;
  readonly lateSeconds: number;
  readonly attempts: number;
}

/** One set of the gradebook. */
export interface SetGrades {
  readonly set: ProblemSet;
  readonly max: number;
  readonly rows: readonly GradeRow[];
}

interface Row {
  learner: string;
  exercise: string;
  run: number | null;
  auto: number | null;
  late_factor: number;
  manual: number | null;
  comment: string;
  needs_review: number;
  version: number;
  published_at: number | null;
  updated_at: number;
}

/** The grades of a set, learners by id; `all` with those who are not active. */
export function setGrades(cls: Class, set: ProblemSet, { all = false }: { readonly all?: boolean } = {}): SetGrades {
  const { db } = cls;
  const grades = new Map<string, Map<string, Row>>();
  for (const row of db
    .prepare<Row & { problem_set: string }>("select * from grade where problem_set = ?")
    .all(set.id)) {
    const of = grades.get(row.learner) ?? new Map<string, Row>();
    of.set(row.exercise, row);
    grades.set(row.learner, of);
  }
  const handedIn = new Map(
    db
      .prepare<{ learner: string; n: number; at: number; late: number }>(
        `select learner, count(*) n, max(submitted_at) at, max(late_seconds) late from submission
         where problem_set = ? and attempt <= ? group by learner`,
      )
      .all(set.id, set.attempts ?? Number.MAX_SAFE_INTEGER)
      .map((row) => [row.learner, row]),
  );
  const rows = readRoster(cls, { all }).map((learner): GradeRow => {
    const cells = set.exercises.map(({ exercise, points: max }) =>
      cell(exercise, max, grades.get(learner.id)?.get(exercise)),
    );
    const there = cells.filter(({ points }) => points !== null);
    const in_ = handedIn.get(learner.id);
    return {
      learner,
      cells,
      points: there.length === 0 ? null : rounded(there.reduce((sum, { points }) => sum + (points ?? 0), 0)),
      submittedAt: in_?.at ?? null,
      lateSeconds: in_?.late ?? 0,
      attempts: in_?.n ?? 0,
    };
  });
  return { set, max: pointsOf(set), rows };
}

function cell(exercise: string, max: number, row: Row | undefined): GradeCell {
  const auto = row?.auto ?? null;
  const manual = row?.manual ?? null;
  const factor = row?.late_factor ?? 1;
  return {
    exercise,
    max,
    points: manual ?? (auto === null ? null : rounded(auto * factor)),
    auto,
    lateFactor: factor,
    manual,
    comment: row?.comment ?? "",
    needsReview: row?.needs_review === 1,
    unpublished: row !== undefined && (row.published_at === null || row.published_at < row.updated_at),
    run: row?.run ?? null,
    version: row?.version ?? 0,
  };
}

/** All sets, or those named. */
export function gradebook(cls: Class, ids: readonly string[] = []): SetGrades[] {
  const sets = readSets(cls.db);
  const unknown = ids.find((id) => !sets.some((set) => set.id === id));
  if (unknown !== undefined || sets.length === 0)
    throw new RangeError(
      `gradebook: ${unknown === undefined ? "this class has no problem set yet" : `no problem set ${JSON.stringify(unknown)}`}; ` +
        `${sets.length > 0 ? `there are ${sets.map((set) => set.id).join(", ")}` : "cryolab assign makes one"}`,
    );
  return sets.filter((set) => ids.length === 0 || ids.includes(set.id)).map((set) => setGrades(cls, set));
}
