/**
 * @file The gradebook as CSV for who reads it: people, Canvas, Moodle, Gradescope. A cell is empty when there is nothing to
 * count: learning platforms leave what they have where a cell is empty.
 */

import { writeCsv } from "./csv.ts";
import { clockAt } from "./dates.ts";
import type { GradeRow, SetGrades } from "./gradebook.ts";
import type { Learner } from "./roster.ts";
import { rounded } from "./settle.ts";

type Cells = (string | number)[];

/** Who reads it. */
export const DIALECTS = ["csv", "canvas", "moodle", "gradescope"] as const;
export type Dialect = (typeof DIALECTS)[number];

/** How to write it. */
export interface DialectOptions {
  readonly zone: string;
  /** 0 where nothing is there */
  readonly zeros?: boolean;
}

/** A gradebook in a dialect. */
export function gradebookCsv(
  sets: readonly SetGrades[],
  dialect: Dialect,
  { zone, zeros = false }: DialectOptions,
): string {
  const points = (value: number | null): string | number => value ?? (zeros ? 0 : "");
  const learners = sets[0].rows.map(({ learner }) => learner);
  const of = (set: SetGrades, index: number): GradeRow => set.rows[index];
  const each = (make: (set: SetGrades) => Cells): Cells => sets.flatMap(make);
  const rows: Record<Dialect, () => Cells[]> = {
    csv: () => [
      [
        "id",
        "name",
        "email",
        "section",
        ...each(({ set, max }) => [
          ...set.exercises.map((one) => `${set.id} ${one.exercise} (${one.points})`),
          `${set.id} (${max})`,
          `${set.id} late, h`,
        ]),
        `total (${sets.reduce((sum, { max }) => sum + max, 0)})`,
      ],
      ...learners.map(({ id, name, email, section }, i) => [
        id,
        name,
        email,
        section,
        ...each((set) => [
          ...of(set, i).cells.map((cell) => points(cell.points)),
          points(of(set, i).points),
          Math.round(of(set, i).lateSeconds / 360) / 10,
        ]),
        rounded(sets.reduce((sum, set) => sum + (of(set, i).points ?? 0), 0)),
      ]),
    ],
    canvas: () => [
      ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", ...each(({ set }) => [set.title])],
      ["    Points Possible", "", "", "", "", ...each(({ max }) => [max])],
      ...learners.map((one, i) => [
        lastFirst(one),
        one.external.canvas ?? "",
        one.external.sis ?? "",
        one.id,
        one.section,
        ...each((set) => [points(of(set, i).points)]),
      ]),
    ],
    moodle: () => [
      ["Username", "ID number", "Email address", ...each(({ set }) => [set.title])],
      ...learners.map((one, i) => [
        one.id,
        one.external.sis ?? "",
        one.email,
        ...each((set) => [points(of(set, i).points)]),
      ]),
    ],
    gradescope: () => [
      [
        "First Name",
        "Last Name",
        "SID",
        "Email",
        "Sections",
        ...each(({ set: { title } }) => [
          title,
          `${title} - Max Points`,
          `${title} - Submission Time`,
          `${title} - Lateness (H:M:S)`,
        ]),
      ],
      ...learners.map((one, i) => [
        ...firstLast(one),
        one.external.sis ?? one.id,
        one.email,
        one.section,
        ...each((set) => {
          const { points: value, submittedAt, lateSeconds } = of(set, i);
          return [points(value), set.max, submittedAt === null ? "" : stamp(submittedAt, zone), hms(lateSeconds)];
        }),
      ]),
    ],
  };
  return writeCsv(rows[dialect]());
}

/** The last word is taken for the family name: a roster of one column says no more. */
function firstLast({ name }: Learner): [string, string] {
  const words = name.split(/\s+/).filter((word) => word !== "");
  return words.length < 2 ? [name, ""] : [words.slice(0, -1).join(" "), words.at(-1) as string];
}

function lastFirst(learner: Learner): string {
  const [first, last] = firstLast(learner);
  return last === "" ? first : `${last}, ${first}`;
}

const two = (n: number): string => String(n).padStart(2, "0");

function hms(seconds: number): string {
  return `${two(Math.floor(seconds / 3600))}:${two(Math.floor((seconds % 3600) / 60))}:${two(seconds % 60)}`;
}

/** 2026-12-01 18:00:00 +0100. */
function stamp(at: number, zone: string): string {
  const clock = clockAt(at, zone);
  const { year, month, day, hour, minute, second } = clock;
  const offset = Math.round((Date.UTC(year, month - 1, day, hour, minute, second) - at) / 60_000);
  const sign = offset < 0 ? "-" : "+";
  const size = Math.abs(offset);
  return (
    `${year}-${two(month)}-${two(day)} ${two(hour)}:${two(minute)}:${two(second)} ` +
    `${sign}${two(Math.floor(size / 60))}${two(size % 60)}`
  );
}
