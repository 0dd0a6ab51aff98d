/** @file What the desk shows of a class: the table of a set, and one exercise of one learner. Read only. */

import type { Class } from "../course/class.ts";
import { showDate } from "../course/dates.ts";
import { gather, POLICIES } from "../course/feedback/gather.ts";
import { feedbackMarkdown } from "../course/feedback/markdown.ts";
import { setGrades } from "../course/gradebook.ts";
import { readLearner, readRoster } from "../course/roster.ts";
import { type ProblemSet, pointsOf, readSet, readSets } from "../course/sets.ts";
import { rounded } from "../course/settle.ts";
import { pointsThatCount } from "../report/rows.ts";
import type { Database } from "../store/database.ts";
import { codeOf } from "./code.ts";
import { clipped } from "./page/visible.ts";
import type { CellState, CellView, ClassView, GradeView, LearnerView, RunView, WorkView } from "./page/wire.ts";

const longest = 20_000; // characters of one message: a page must stay quick

interface GradeRow {
  readonly learner: string;
  readonly exercise: string;
  readonly auto: number | null;
  readonly lateFactor: number;
  readonly manual: number | null;
  readonly comment: string;
  readonly marker: string;
  readonly needs_review: number;
  readonly version: number;
  readonly published_at: number | null;
  readonly updated_at: number;
}

/** The class by one set; the first when none is named. */
export function classView(cls: Class, named: string | undefined): ClassView {
  const { db, zone } = cls;
  const sets = readSets(db);
  const id = named ?? sets.at(-1)?.id;
  if (id === undefined)
    return {
      className: cls.name,
      sets: [],
      set: { id: "", title: "", due: "", worth: 0 },
      exercises: [],
      learners: [],
      waiting: 0,
      failed: 0,
    };
  const set = readSet(db, id);
  const grades = new Map<string, GradeRow>();
  for (const row of db
    .prepare<GradeRow>(`select ${columns}, learner, exercise from grade where problem_set = ?`)
    .all(id))
    grades.set(key(row.learner, row.exercise), row);
  const files = new Map<string, { attempts: number; late: number }>();
  for (const row of db
    .prepare<{ learner: string; attempts: number; late: number }>(
      "select learner, max(attempt) attempts, late_seconds late, max(submitted_at) from submission where problem_set = ? group by learner",
    )
    .all(id))
    files.set(row.learner, row);
  const jobs = new Map<string, string>();
  let [waiting, failed] = [0, 0];
  for (const { learner, exercise, state } of db
    .prepare<{ learner: string; exercise: string; state: string }>(
      "select s.learner, j.exercise, j.state from job j join submission s on s.id = j.submission where s.problem_set = ? and j.state <> 'done'",
    )
    .all(id)) {
    jobs.set(key(learner, exercise), state);
    if (state === "failed") failed++;
    else waiting++;
  }
  const learners = readRoster(cls).map(({ id: learner, name, section }): LearnerView => {
    const cells = set.exercises.map(({ exercise }): CellView => {
      const grade = grades.get(key(learner, exercise));
      const state = stateOf(grade, jobs.get(key(learner, exercise)), files.has(learner));
      return { points: grade === undefined ? null : counts(grade), state };
    });
    const total = rounded(cells.reduce((sum, { points }) => sum + (points ?? 0), 0));
    const file = files.get(learner);
    return { id: learner, name, section, attempts: file?.attempts ?? 0, lateSeconds: file?.late ?? 0, total, cells };
  });
  return {
    className: cls.name,
    sets: sets.map(({ id: one, title }) => ({ id: one, title })),
    set: {
      id,
      title: set.title,
      due: set.due === null ? "no due date" : showDate(set.due, zone),
      worth: pointsOf(set),
    },
    exercises: set.exercises.map(({ exercise, points }) => ({ id: exercise, points })),
    learners,
    waiting,
    failed,
  };
}

const columns =
  "auto, late_factor lateFactor, manual, comment, marker, needs_review, version, published_at, updated_at";
const key = (learner: string, exercise: string): string => `${learner}\n${exercise}`;

function stateOf(grade: GradeRow | undefined, job: string | undefined, handedIn: boolean): CellState {
  if (grade?.needs_review) return "review";
  if (grade && grade.manual !== null) return "manual";
  if (job === "failed") return "failed";
  if (grade && grade.auto !== null) return "graded";
  return handedIn ? "waiting" : "none";
}

function counts(grade: GradeRow): number | null {
  return grade.manual === null && grade.auto === null ? null : pointsThatCount(grade);
}

/** A grade as it stands, also where there is none yet. */
export function gradeView(db: Database, set: string, learner: string, exercise: string): GradeView {
  const row = db
    .prepare<GradeRow>(`select ${columns} from grade where learner = ? and problem_set = ? and exercise = ?`)
    .get(learner, set, exercise);
  if (row === undefined)
    return {
      auto: null,
      lateFactor: 1,
      manual: null,
      comment: "",
      marker: "",
      needsReview: false,
      version: 0,
      published: false,
      counts: null,
    };
  const { auto, lateFactor, manual, comment, marker, needs_review, version, published_at, updated_at } = row;
  const rest = {
    comment,
    marker,
    needsReview: needs_review === 1,
    version,
    published: published_at !== null && published_at >= updated_at,
  };
  return { auto, lateFactor, manual, ...rest, counts: counts(row) };
}

interface FileRow {
  readonly id: number;
  readonly name: string;
  readonly sha256: string;
  readonly attempt: number;
  readonly submitted_at: number;
  readonly time_source: string;
  readonly late_seconds: number;
}

/** One exercise of one learner: the file that counts (else the last), its tests, its grade. */
export async function workView(cls: Class, set: string, learner: string, exercise: string): Promise<WorkView> {
  const { db, zone } = cls;
  const worth = worthOf(readSet(db, set), exercise);
  const { id, name, section } = readLearner(cls, learner);
  const files = db
    .prepare<FileRow>(
      `select id, name, sha256, attempt, submitted_at, time_source, late_seconds from submission
       where learner = ? and problem_set = ? and (exercise is null or exercise = ?) order by submitted_at, id`,
    )
    .all(id, set, exercise);
  const run = db
    .prepare<RunRow>(
      `select r.id, r.submission, r.level, r.engine, r.node, r.ms, r.status, r.message, r.points, r.max, r.warnings
       from grade g join run r on r.id = g.run where g.learner = ? and g.problem_set = ? and g.exercise = ?`,
    )
    .get(id, set, exercise);
  const file = files.find((one) => one.id === run?.submission) ?? files.at(-1);
  const { code, noCode } =
    file === undefined ? { code: [], noCode: "nothing was handed in" } : await codeOf(db, file, exercise);
  const failure = db
    .prepare<{ reason: string | null }>(
      `select j.reason from job j join submission s on s.id = j.submission
       where s.learner = ? and s.problem_set = ? and j.exercise = ? and j.state = 'failed' order by j.id desc`,
    )
    .get(id, set, exercise);
  return {
    set,
    learner: { id, name, section },
    exercise,
    worth,
    grade: gradeView(db, set, id, exercise),
    run: run === undefined ? null : runView(db, run),
    code,
    noCode,
    submissions: files.map((one) => ({
      name: one.name,
      attempt: one.attempt,
      when: showDate(one.submitted_at - (one.submitted_at % 1000), zone),
      source: one.time_source,
      lateSeconds: one.late_seconds,
      counts: one.id === run?.submission,
    })),
    failure: failure === undefined ? null : clipped(failure.reason ?? "for an unknown reason", longest),
  };
}

/** What an exercise is worth in a set, or an error that names those there are. */
export function worthOf(set: ProblemSet, exercise: string): number {
  const found = set.exercises.find((one) => one.exercise === exercise);
  if (found) return found.points;
  throw new RangeError(`no exercise ${JSON.stringify(exercise)} in ${set.id}`);
}

interface RunRow {
  readonly id: number;
  readonly submission: number;
  readonly level: string;
  readonly engine: string;
  readonly node: string;
  readonly ms: number;
  readonly status: string;
  readonly message: string | null;
  readonly points: number;
  readonly max: number;
  readonly warnings: string;
}

function runView(db: Database, run: RunRow): RunView {
  const tests = db
    .prepare<{
      title: string;
      hidden: number;
      status: string;
      points: number;
      max: number;
      diagnosis: string | null;
      public_message: string;
      private_message: string | null;
    }>(
      `select title, hidden, status, points, max, diagnosis, public_message, private_message
       from test_result where run = ? order by position`,
    )
    .all(run.id);
  return {
    status: run.status,
    message: run.message === null ? null : clipped(run.message, longest),
    warnings: (JSON.parse(run.warnings) as string[]).map((warning) => clipped(warning, longest)),
    points: run.points,
    max: run.max,
    origin: `level ${run.level} · ${run.engine} · Node ${run.node} · ${(run.ms / 1000).toFixed(1)} s`,
    tests: tests.map(({ hidden, public_message, private_message, ...test }) => ({
      ...test,
      hidden: hidden === 1,
      publicMessage: clipped(public_message, longest),
      privateMessage: private_message === null ? null : clipped(private_message, longest),
    })),
  };
}

/** What a learner will read of a set by a policy, as text; nothing is published by looking at it. */
export function feedbackText(cls: Class, problemSet: string, learner: string, policy: string): string {
  const known = POLICIES.find((one) => one === policy);
  if (known === undefined) throw new RangeError(`policy: must be one of ${POLICIES.join(", ")}, got ${policy}`);
  const { id } = readLearner(cls, learner);
  const grades = setGrades(cls, readSet(cls.db, problemSet), { all: true });
  const row = grades.rows.find((one) => one.learner.id === id);
  return row === undefined ? "" : clipped(feedbackMarkdown(gather(cls, grades, row, known)), 10 * longest);
}
