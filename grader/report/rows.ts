/** @file What a report is made of, as the store has it: one problem set, its learners and what counts for each. */

import type { Class } from "../course/class.ts";
import { showLate } from "../course/late.ts";
import { readSet } from "../course/sets.ts";
import { rounded } from "../course/settle.ts";
import type { Database } from "../store/database.ts";

/** One exercise of one learner, as it counts. */
export interface GradeRow {
  readonly learner: string;
  readonly exercise: string;
  /** points by the tests, scaled to the set, before lateness; null: nothing graded */
  readonly auto: number | null;
  readonly lateFactor: number;
  /** points by hand, which replace those of the tests */
  readonly manual: number | null;
  readonly needsReview: boolean;
  /** of the grading that counts: graded, missing, unparsable, …; null when there is none */
  readonly status: string | null;
  /** the wall it ran behind */
  readonly level: string | null;
  readonly submittedAt: number | null;
}

/** One file that was handed in. */
export interface SubmissionRow {
  readonly learner: string;
  readonly attempt: number;
  readonly submittedAt: number;
  readonly lateSeconds: number;
}

/** One test of the grading that counts. */
export interface TestRow {
  readonly learner: string;
  readonly exercise: string;
  readonly title: string;
  readonly position: number;
  readonly hidden: boolean;
  readonly status: string;
  readonly diagnosis: string | null;
  readonly points: number;
  readonly max: number;
}

/** One problem set of a class. */
export interface ClassRows {
  readonly className: string;
  readonly zone: string;
  readonly set: {
    readonly id: string;
    readonly title: string;
    readonly releasedAt: number | null;
    readonly due: number | null;
    /** the late policy in words */
    readonly late: string;
  };
  readonly exercises: readonly { readonly id: string; readonly points: number }[];
  readonly learners: readonly { readonly id: string; readonly name: string; readonly section: string }[];
  readonly grades: readonly GradeRow[];
  readonly submissions: readonly SubmissionRow[];
  readonly tests: readonly TestRow[];
  /** gradings that wait, run, or could not be done */
  readonly open: { readonly waiting: number; readonly failed: number };
  /** mean share of the points over the sets before this one, by learner */
  readonly before: ReadonlyMap<string, number>;
}

/** Points of the mathematics: by hand, else by the tests, before lateness; 0 for nothing. */
export function pointsBeforeLateness({ manual, auto }: Pick<GradeRow, "manual" | "auto">): number {
  return manual ?? auto ?? 0;
}

/** Points that count, as the gradebook has them: by hand, else by the tests times what lateness leaves, in hundredths. */
export function pointsThatCount(grade: Pick<GradeRow, "manual" | "auto" | "lateFactor">): number {
  return grade.manual ?? rounded((grade.auto ?? 0) * grade.lateFactor);
}

/** Reads what a report of a set is made of. */
export function readRows(cls: Pick<Class, "db" | "name" | "zone">, problemSet: string): ClassRows {
  const { db } = cls;
  const set = readSet(db, problemSet);
  const times = db
    .prepare<{ released_at: number | null; position: number }>(
      "select released_at, position from problem_set where id = ?",
    )
    .get(set.id);
  const learners = db
    .prepare<{ id: string; name: string; section: string }>(
      "select id, name, section from learner where active = 1 order by section, name, id",
    )
    .all();
  const known = new Set(learners.map(({ id }) => id));
  const ofClass = <Row extends { learner: string }>(rows: Row[]): Row[] => rows.filter((row) => known.has(row.learner));
  const grades = db
    .prepare<Record<string, string | number | null> & { learner: string }>(
      `select g.learner, g.exercise, g.auto, g.late_factor lateFactor, g.manual, g.needs_review needsReview,
         r.status, r.level, s.submitted_at submittedAt
       from grade g
       join set_exercise e on e.problem_set = g.problem_set and e.exercise = g.exercise
       left join run r on r.id = g.run left join submission s on s.id = r.submission
       where g.problem_set = ? order by g.learner, e.position`,
    )
    .all(set.id);
  const submissions = db
    .prepare<SubmissionRow>(
      `select learner, attempt, submitted_at submittedAt, late_seconds lateSeconds
       from submission where problem_set = ? order by submitted_at, id`,
    )
    .all(set.id);
  const tests = db
    .prepare<Omit<TestRow, "hidden"> & { hidden: number }>(
      `select g.learner, g.exercise, t.title, t.position, t.hidden, t.status, t.diagnosis, t.points, t.max
       from grade g
       join set_exercise e on e.problem_set = g.problem_set and e.exercise = g.exercise
       join test_result t on t.run = g.run
       where g.problem_set = ? order by g.learner, e.position, t.position`,
    )
    .all(set.id);
  const jobs = db
    .prepare<{ state: string; n: number }>(
      `select j.state, count(*) n from job j join submission s on s.id = j.submission
       where s.problem_set = ? group by j.state`,
    )
    .all(set.id);
  const count = (...states: string[]): number =>
    jobs.filter(({ state }) => states.includes(state)).reduce((sum, { n }) => sum + n, 0);
  return {
    className: cls.name,
    zone: cls.zone,
    set: {
      id: set.id,
      title: set.title,
      releasedAt: times?.released_at ?? null,
      due: set.due,
      late: showLate(set.late),
    },
    exercises: set.exercises.map(({ exercise, points }) => ({ id: exercise, points })),
    learners,
    grades: ofClass(grades).map((row) => ({ ...row, needsReview: row.needsReview === 1 }) as unknown as GradeRow),
    submissions: ofClass(submissions),
    tests: ofClass(tests).map((row) => ({ ...row, hidden: row.hidden === 1 })),
    open: { waiting: count("waiting", "running"), failed: count("failed") },
    before: sharesBefore(db, times?.position ?? 0),
  };
}

/** Mean share of the points of each learner over the sets before a position in which they have a grade. */
function sharesBefore(db: Database, position: number): Map<string, number> {
  const rows = db
    .prepare<{ learner: string; share: number }>(
      `select learner, avg(share) share from (
         select g.learner, sum(coalesce(g.manual, g.auto * g.late_factor, 0)) /
           (select sum(points) from set_exercise where problem_set = p.id) share
         from grade g join problem_set p on p.id = g.problem_set
         where p.position < ? group by g.learner, p.id
       ) where share is not null group by learner`,
    )
    .all(position);
  return new Map(rows.map(({ learner, share }) => [learner, share]));
}
