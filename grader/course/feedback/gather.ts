/**
 * @file What a learner is told of a set. Only what may leave the grader: of hidden tests the public messages, never a value. How
 * much of it is the policy's.
 */

import type { Class } from "../class.ts";
import { showDate } from "../dates.ts";
import type { GradeCell, GradeRow, SetGrades } from "../gradebook.ts";
import { showLate } from "../late.ts";

/** scores: points and comments; messages: also what failed, in words; full-visible: also everything of the visible tests. */
export const POLICIES = ["scores", "messages", "full-visible"] as const;
export type Policy = (typeof POLICIES)[number];

/** A test as the learner sees it. */
export interface TestNote {
  readonly title: string;
  readonly hidden: boolean;
  readonly passed: boolean;
  readonly status: string;
  readonly points: number;
  readonly max: number;
  readonly message: string;
}

/** An exercise as the learner sees it. */
export interface ExerciseNote {
  readonly exercise: string;
  readonly points: number | null;
  readonly max: number;
  /** "8 of 10 by the tests, × 0.9 for lateness", "by hand", "" */
  readonly how: string;
  readonly comment: string;
  /** why nothing ran */
  readonly message: string;
  readonly warnings: readonly string[];
  readonly passed: number;
  readonly tests: readonly TestNote[];
}

/** All that one learner is told. */
export interface Feedback {
  readonly className: string;
  readonly set: string;
  readonly title: string;
  readonly learner: string;
  readonly name: string;
  readonly points: number | null;
  readonly max: number;
  readonly submitted: string;
  readonly late: string;
  readonly exercises: readonly ExerciseNote[];
}

interface TestRow {
  title: string;
  hidden: number;
  status: string;
  points: number;
  max: number;
  public_message: string;
  private_message: string | null;
}

/** Gathers what a learner is told. */
export function gather(cls: Class, { set, max }: SetGrades, row: GradeRow, policy: Policy): Feedback {
  const { learner, points, submittedAt, lateSeconds } = row;
  return {
    className: cls.name,
    set: set.id,
    title: set.title,
    learner: learner.id,
    name: learner.name || learner.id,
    points,
    max,
    submitted: submittedAt === null ? "nothing was handed in" : `last handed in ${showDate(submittedAt, cls.zone)}`,
    late: lateSeconds > 0 && set.due !== null ? `due ${showDate(set.due, cls.zone)}; ${showLate(set.late)}` : "",
    exercises: row.cells.map((cell) => note(cls, cell, policy)),
  };
}

function note(cls: Class, cell: GradeCell, policy: Policy): ExerciseNote {
  const { exercise, points, max, comment } = cell;
  const base = { exercise, points, max, how: howOf(cell), comment, message: "", warnings: [], passed: 0, tests: [] };
  if (cell.run === null || policy === "scores") return base;
  const run = cls.db
    .prepare<{ message: string | null; warnings: string }>("select message, warnings from run where id = ?")
    .get(cell.run);
  const rows = cls.db
    .prepare<TestRow>(
      "select title, hidden, status, points, max, public_message, private_message from test_result where run = ? order by position",
    )
    .all(cell.run);
  const shown = rows.filter(({ status, hidden }) => status !== "pass" || (policy === "full-visible" && hidden === 0));
  return {
    ...base,
    message: run?.message ?? "",
    warnings: JSON.parse(run?.warnings ?? "[]"),
    passed: rows.filter(({ status }) => status === "pass").length,
    tests: shown.map(({ title, hidden, status, points, max, public_message, private_message }) => ({
      title,
      hidden: hidden === 1,
      passed: status === "pass",
      status,
      points,
      max,
      message: messageOf(hidden === 1, public_message, private_message, policy),
    })),
  };
}

const SHORT = 400;

/** A visible test may say everything; by the middle policy it says it shortly. */
function messageOf(hidden: boolean, said: string, whole: string | null, policy: Policy): string {
  if (hidden) return said;
  if (policy === "full-visible") return whole ?? said;
  return said.length > SHORT ? `${said.slice(0, SHORT)}…` : said;
}

function howOf({ auto, lateFactor, manual, max }: GradeCell): string {
  if (manual !== null) return "by hand";
  if (auto === null) return "not handed in";
  return lateFactor === 1
    ? ""
    : `${auto} of ${max} by the tests, times ${Math.round(lateFactor * 1000) / 1000} for lateness`;
}
