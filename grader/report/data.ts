/** @file The tables that a report shows and writes as CSV: numbers as numbers, one file each. */

import type { Analysis } from "./analysis.ts";
import { counted, type Table, table } from "./tables.ts";
import { DAY } from "./timing.ts";

/** Every table of a report. */
export interface ReportTables {
  readonly exercises: Table;
  readonly tests: Table;
  readonly mistakes: Table;
  readonly risk: Table;
  readonly learners: Table;
}

const digits = (value: number): number | string => (Number.isFinite(value) ? Math.round(value * 1e4) / 1e4 : "");

/** Makes the tables. */
export function reportTables(analysis: Analysis): ReportTables {
  const { exercises, tests, slips, learners, rows } = analysis;
  const released = rows.set.releasedAt;
  return {
    exercises: table(
      "exercises",
      ["number", "exercise", "points", "answered", "facility", "full", "zero", "item_rest", "upper_lower"],
      exercises.map((one, i) => ({
        number: i + 1,
        exercise: one.id,
        points: one.points,
        answered: one.answered,
        facility: digits(one.facility),
        full: digits(one.full),
        zero: digits(one.zero),
        item_rest: digits(one.itemRest),
        upper_lower: digits(one.upperLower),
      })),
    ),
    tests: table(
      "tests",
      ["exercise", "test", "kind", "ran", "passed", "rate"],
      tests.map(({ exercise, title, hidden, ran, passed }) => ({
        exercise,
        test: title,
        kind: hidden ? "hidden" : "visible",
        ran,
        passed,
        rate: digits(passed / ran),
      })),
    ),
    mistakes: table(
      "mistakes",
      ["exercise", "mistake", "learners"],
      counted(
        slips.map(({ exercise, mistake }) => ({ exercise, mistake })),
        ["exercise", "mistake"],
      ).map(({ exercise, mistake, count }) => ({ exercise, mistake, learners: count })),
    ),
    risk: table(
      "risk",
      ["learner", "name", "section", "total", "share", "why"],
      learners
        .filter(({ reasons }) => reasons.length > 0)
        .map(({ id, name, section, total, share, reasons }) => ({
          learner: id,
          name,
          section,
          total: digits(total),
          share: digits(share),
          why: reasons.join("; "),
        })),
      { by: "total", ascending: true },
    ),
    learners: table(
      "learners",
      [
        "learner",
        "name",
        "section",
        ...exercises.map(({ id }) => id),
        "total",
        "share",
        "attempts",
        "days",
        "late_hours",
      ],
      learners.map((line) => ({
        learner: line.id,
        name: line.name,
        section: line.section,
        ...Object.fromEntries(exercises.map(({ id }, j) => [id, digits(line.points[j] ?? Number.NaN)])),
        total: digits(line.total),
        share: digits(line.share),
        attempts: line.handIn?.attempts ?? 0,
        days: line.handIn && released !== null ? digits((line.handIn.at - released) / DAY) : "",
        late_hours: line.handIn ? digits(line.handIn.lateSeconds / 3600) : "",
      })),
    ),
  };
}
