/** @file Makes a problem set or changes one, and says what changes and for how many grades. */

import { exerciseIds, readManifest } from "../registry/index.ts";
import { happened } from "../store/events.ts";
import type { Class } from "./class.ts";
import { showDate } from "./dates.ts";
import { forgiving, type LatePolicy, secondsLate, showLate } from "./late.ts";
import { checkedSetId, findSet, type ProblemSet, pointsOf, type SetExercise } from "./sets.ts";
import { settleSet } from "./settle.ts";

/** What is given; what is not stays as it is, or as a new set begins. */
export interface Assignment {
  readonly title?: string;
  /** replaces the list */
  readonly exercises?: readonly { readonly id: string; readonly points?: number }[];
  /** what an exercise is worth, by id */
  readonly points?: ReadonlyMap<string, number>;
  readonly due?: number | null;
  readonly late?: LatePolicy;
  readonly attempts?: number | null;
  readonly keep?: "best" | "last";
}

/** What came of it. */
export interface Assigned {
  readonly set: ProblemSet;
  readonly made: boolean;
  /** "due: none -> 2026-12-01 18:00 Europe/Vienna" */
  readonly changes: readonly string[];
  /** grades that are others than before */
  readonly grades: number;
}

/** Makes or changes a set. With `dryRun` nothing is written. */
export function assign(
  cls: Class,
  id: string,
  given: Assignment,
  { dryRun = false }: { readonly dryRun?: boolean } = {},
): Assigned {
  checkedSetId(id);
  const { db, zone, root } = cls;
  const old = findSet(db, id);
  const exercises = exercisesOf(id, given, old, root);
  const set: ProblemSet = {
    id,
    title: given.title ?? old?.title ?? id,
    due: given.due === undefined ? (old?.due ?? null) : given.due,
    late: given.late ?? old?.late ?? forgiving,
    attempts: given.attempts === undefined ? (old?.attempts ?? null) : given.attempts,
    keep: given.keep ?? old?.keep ?? "best",
    exercises,
  };
  const changes = old === undefined ? [] : differences(old, set, zone);
  let grades = 0;
  const write = (): void => {
    store(cls, set);
    grades = settleSet(db, set, zone);
    if (old === undefined || changes.length > 0)
      happened(db, { what: "assigned", problemSet: id, detail: old === undefined ? { set } : { changes, grades } });
  };
  if (dryRun)
    tryOut(() =>
      db.transaction(() => {
        write();
        throw new DryRun();
      }),
    );
  else db.transaction(write);
  return { set, made: old === undefined, changes, grades };
}

class DryRun extends Error {}

function tryOut(body: () => void): void {
  try {
    body();
  } catch (error) {
    if (!(error instanceof DryRun)) throw error;
  }
}

function exercisesOf(id: string, given: Assignment, old: ProblemSet | undefined, root: string): SetExercise[] {
  const { points = new Map<string, number>() } = given;
  const known = exerciseIds(root);
  const list = given.exercises ?? old?.exercises.map(({ exercise, points }) => ({ id: exercise, points }));
  if (list === undefined || list.length === 0)
    throw new RangeError(`assign: ${id} needs exercises; add their ids, cryolab list shows all`);
  const ids = list.map((one) => one.id);
  const missing = ids.filter((one) => !known.includes(one));
  if (given.exercises && missing.length > 0)
    throw new RangeError(
      `assign: no exercise ${missing.map((one) => JSON.stringify(one)).join(", ")}; cryolab list shows all`,
    );
  const twice = ids.find((one, index) => ids.indexOf(one) !== index);
  if (twice !== undefined) throw new RangeError(`assign: ${twice} is named twice`);
  for (const [one, value] of points) {
    if (!ids.includes(one))
      throw new RangeError(`--points: ${one} is not in ${id}; its exercises are ${ids.join(", ")}`);
    if (!(value >= 0 && value <= 10_000))
      throw new RangeError(`--points: ${one} must be worth 0 to 10000 points, got ${value}`);
  }
  return list.map(({ id: exercise, points: worth }) => {
    const before = old?.exercises.find((one) => one.exercise === exercise)?.points;
    return { exercise, points: points.get(exercise) ?? worth ?? before ?? ownPoints(exercise, root) };
  });
}

/** What its tests are worth. */
function ownPoints(exercise: string, root: string): number {
  const { points } = readManifest(exercise, root);
  return points.visible + points.hidden;
}

function store({ db }: Class, set: ProblemSet): void {
  const { id, title, due, late, attempts, keep } = set;
  db.prepare(
    `insert into problem_set (id, title, position, due, late, attempts, keep)
     values (?, ?, (select coalesce(max(position), 0) + 1 from problem_set), ?, ?, ?, ?)
     on conflict (id) do update set title = excluded.title, due = excluded.due, late = excluded.late,
       attempts = excluded.attempts, keep = excluded.keep`,
  ).run(id, title, due, JSON.stringify(late), attempts, keep);
  db.prepare("delete from set_exercise where problem_set = ?").run(id);
  const insert = db.prepare("insert into set_exercise (problem_set, exercise, points, position) values (?, ?, ?, ?)");
  for (const [position, { exercise, points }] of set.exercises.entries()) insert.run(id, exercise, points, position);
  const handedIn = db.prepare<{ id: number; submitted_at: number }>(
    "select id, submitted_at from submission where problem_set = ?",
  );
  const late_ = db.prepare("update submission set late_seconds = ? where id = ?");
  for (const { id: row, submitted_at } of handedIn.all(id)) late_.run(secondsLate(submitted_at, due), row);
}

/** When a set is due, in words. */
export function showDue(due: number | null, zone: string): string {
  return due === null ? "none" : showDate(due, zone);
}

/** How often one may hand in, in words. */
export function showAttempts({ attempts, keep }: ProblemSet): string {
  return `${attempts === null ? "any number" : attempts}, the ${keep} counts`;
}

function differences(old: ProblemSet, set: ProblemSet, zone: string): string[] {
  const said: string[] = [];
  const compare = (what: string, before: string, after: string): void => {
    if (before !== after) said.push(`${what}: ${before} -> ${after}`);
  };
  compare("title", old.title, set.title);
  compare("due", showDue(old.due, zone), showDue(set.due, zone));
  compare("late", showLate(old.late), showLate(set.late));
  compare("attempts", showAttempts(old), showAttempts(set));
  const before = new Map(old.exercises.map(({ exercise, points }) => [exercise, points]));
  for (const { exercise, points } of set.exercises) {
    const was = before.get(exercise);
    if (was === undefined) said.push(`${exercise}: new, ${points} points`);
    else compare(exercise, `${was} points`, `${points} points`);
    before.delete(exercise);
  }
  for (const exercise of before.keys()) said.push(`${exercise}: taken out; its grades stay, and do not count`);
  compare("points in all", String(pointsOf(old)), String(pointsOf(set)));
  return said;
}
