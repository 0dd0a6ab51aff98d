/** @file The lessons as they are: what their first cells say of themselves, in the chapters of the course's plan. */

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** A cell of a stored notebook. */
export interface Cell {
  readonly cell_type: "markdown" | "code" | "raw";
  readonly source: string | readonly string[];
  readonly outputs?: readonly Output[];
}

/** An output of an executed cell, as nbformat 4 stores it. */
export interface Output {
  readonly output_type: "stream" | "display_data" | "execute_result" | "error";
  readonly name?: string;
  readonly text?: string | readonly string[];
  readonly data?: Readonly<Record<string, unknown>>;
}

/** A lesson: its notebook is `notebooks/ID.ipynb`. */
export interface Lesson {
  readonly id: string;
  readonly chapter: string;
  /** "01 Fourier" */
  readonly title: string;
  readonly question: string;
  /** what a reader should know before, in words */
  readonly before: string;
  readonly minutes: number;
  readonly exercises: readonly string[];
}

/** A list in groups by key, in the order of their first members. (`Map.groupBy` needs Node 21.) */
export function grouped<T>(list: readonly T[], key: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of list) groups.set(key(item), [...(groups.get(key(item)) ?? []), item]);
  return groups;
}

/** Text of a cell or an output, which notebooks keep in lines. */
export const joined = (text: string | readonly string[] | undefined): string => [text ?? ""].flat().join("");

/** Cells of a notebook's file. */
export const readCells = (path: string): readonly Cell[] => JSON.parse(readFileSync(path, "utf8")).cells;

/** The lessons that exist, in reading order. */
export function readLessons(root: string): Lesson[] {
  const plan: { lessons: { id: string; chapter: string }[] } = JSON.parse(
    readFileSync(join(root, "tests", "golden", "course.json"), "utf8"),
  );
  return plan.lessons.flatMap(({ id, chapter }) => {
    const path = join(root, "notebooks", `${id}.ipynb`);
    return existsSync(path) ? [readLesson(id, chapter, readCells(path))] : [];
  });
}

function readLesson(id: string, chapter: string, cells: readonly Cell[]): Lesson {
  const first = joined(cells[0]?.source);
  const question = /^# \d+ · (.*\?)$/m.exec(first)?.[1];
  const last = /You need:? (.+?)\.?(?: Run the cells[^*]*)?\s+\*About (\d+) minutes, then .* exercises?\.\*\s*$/s.exec(
    first,
  );
  if (question === undefined || last === null)
    throw new Error(
      `${id}.ipynb: its first cell must hold "# NN · question?" and end with "You need: … *About N minutes, then … exercises.*"`,
    );
  const name = named(id.slice(3));
  return {
    id,
    chapter,
    title: `${id.slice(0, 2)} ${name[0].toUpperCase()}${name.slice(1)}`,
    question,
    before: last[1],
    minutes: Number(last[2]),
    exercises: cells.flatMap((cell) => exerciseOf(cell) ?? []),
  };
}

const proper: Readonly<Record<string, string>> = {
  fourier: "Fourier",
  em: "EM",
  ctf: "CTF",
  mfsc: "mFSC",
  pca: "PCA",
  einstein: "Einstein",
  "2d": "in 2D",
  "3d": "in 3D",
  guinier: "Guinier",
};

/** "two-dimensional-em" as words: "two-dimensional EM". */
const named = (slug: string): string =>
  slug
    .split("-")
    .map((word) => proper[word] ?? word)
    .join(" ")
    .replace(" dimensional", "-dimensional");

/** The exercise that a cell begins. */
export const exerciseOf = (cell: Cell): string | undefined => /^%%exercise (\S+)/.exec(joined(cell.source))?.[1];
