/** @file From rows to everything that the page says: pure, so that it is tested without a store and without a page. */

import { cronbachAlpha, type ItemStatistics, itemStatistics } from "./items.ts";
import { type Slip, slips, type TestRate, testRates } from "./mistakes.ts";
import { type RiskRule, riskReasons } from "./risk.ts";
import { type ClassRows, type GradeRow, pointsBeforeLateness, pointsThatCount } from "./rows.ts";
import { type HandIn, handIns } from "./timing.ts";

/** One learner over the set. */
export interface LearnerLine {
  readonly id: string;
  readonly name: string;
  readonly section: string;
  /** points that count, exercise by exercise; null: nothing graded */
  readonly points: readonly (number | null)[];
  readonly total: number;
  readonly share: number;
  readonly handIn: HandIn | undefined;
  readonly reasons: readonly string[];
}

/** One exercise over the class. */
export interface ExerciseLine extends ItemStatistics {
  readonly id: string;
  readonly points: number;
  /** learners whose answer was found and read */
  readonly answered: number;
}

/** What the page is written from. */
export interface Analysis {
  readonly rows: ClassRows;
  readonly worth: number;
  readonly learners: readonly LearnerLine[];
  /** totals of those who handed something in, or were marked by hand */
  readonly totals: readonly number[];
  readonly exercises: readonly ExerciseLine[];
  readonly alpha: number;
  readonly tests: readonly TestRate[];
  readonly slips: readonly Slip[];
  readonly handIns: readonly HandIn[];
  readonly needReview: number;
  /** learners of gradings behind each wall */
  readonly levels: ReadonlyMap<string, number>;
  readonly isDue: boolean;
  readonly rule: RiskRule;
}

/** Works a set out. */
export function analyse(rows: ClassRows, rule: RiskRule, now: number): Analysis {
  const { exercises, set } = rows;
  const worth = exercises.reduce((sum, { points }) => sum + points, 0);
  const grades = new Map<string, Map<string, GradeRow>>();
  for (const grade of rows.grades) {
    const own = grades.get(grade.learner) ?? new Map<string, GradeRow>();
    grades.set(grade.learner, own.set(grade.exercise, grade));
  }
  const times = handIns(rows);
  const timeOf = new Map(times.map((time) => [time.learner, time]));
  const isDue = set.due !== null && now > set.due;

  const learners = rows.learners.map(({ id, name, section }): LearnerLine => {
    const own = grades.get(id);
    const handIn = timeOf.get(id);
    const points = exercises.map((exercise) => {
      const grade = own?.get(exercise.id);
      return grade === undefined || (grade.manual === null && grade.auto === null) ? null : pointsThatCount(grade);
    });
    const total = points.reduce<number>((sum, value) => sum + (value ?? 0), 0);
    const share = worth > 0 ? total / worth : 0;
    const handedIn = handIn !== undefined || points.some((value) => value !== null);
    const ungraded = handIn !== undefined && points.every((value) => value === null);
    const reasons = riskReasons({ handedIn, share, ungraded, before: rows.before.get(id) }, rule, isDue);
    return { id, name, section, points, total, share, handIn, reasons };
  });

  const taking = learners.filter((line) => line.points.some((value) => value !== null));
  const zero = { manual: null, auto: null };
  const matrix = taking.map(({ id }) =>
    exercises.map((exercise) => pointsBeforeLateness(grades.get(id)?.get(exercise.id) ?? zero)),
  );
  const max = exercises.map(({ points }) => points);
  const items = itemStatistics(matrix, max);
  const levels = new Map<string, number>();
  for (const { level } of rows.grades) if (level !== null) levels.set(level, (levels.get(level) ?? 0) + 1);

  return {
    rows,
    worth,
    learners,
    totals: taking.map(({ total }) => total),
    exercises: exercises.map(({ id, points }, j) => ({
      id,
      points,
      answered: rows.grades.filter(({ exercise, status }) => exercise === id && status === "graded").length,
      ...items[j],
    })),
    alpha: cronbachAlpha(matrix),
    tests: testRates(rows),
    slips: slips(rows),
    handIns: times,
    needReview: rows.grades.filter(({ needsReview }) => needsReview).length,
    levels,
    isDue,
    rule,
  };
}
