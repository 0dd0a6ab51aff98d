/** @file Problem sets as the store keeps them: exercises, points, due date, late policy, attempts. */

import type { Database } from "../store/database.ts";
import type { LatePolicy } from "./late.ts";

/** An exercise of a set. */
export interface SetExercise {
  readonly exercise: string;
  /** what it is worth in this set; the tests' points are scaled to it */
  readonly points: number;
}

/** A problem set. */
export interface ProblemSet {
  readonly id: string;
  readonly title: string;
  /** ms since 1970; null: no due date */
  readonly due: number | null;
  readonly late: LatePolicy;
  /** null: as many as one likes */
  readonly attempts: number | null;
  readonly keep: "best" | "last";
  readonly exercises: readonly SetExercise[];
}

/** A name that can stand in a path, a column and a command. */
export function checkedSetId(id: string): string {
  if (!/^[a-z0-9][a-z0-9-]{0,31}$/.test(id))
    throw new RangeError(`problem set: must be a short name of a-z, 0-9 and -, such as ps1, got ${JSON.stringify(id)}`);
  return id;
}

type Row = Omit<ProblemSet, "late" | "exercises"> & { late: string };

function whole(db: Database, { late, ...row }: Row): ProblemSet {
  const exercises = db
    .prepare<SetExercise>("select exercise, points from set_exercise where problem_set = ? order by position")
    .all(row.id);
  return { ...row, late: JSON.parse(late) as LatePolicy, exercises };
}

const COLUMNS = "id, title, due, late, attempts, keep";

/** A set if there is one. */
export function findSet(db: Database, id: string): ProblemSet | undefined {
  const row = db.prepare<Row>(`select ${COLUMNS} from problem_set where id = ?`).get(id);
  return row && whole(db, row);
}

/** All sets, in the order in which they were assigned. */
export function readSets(db: Database): ProblemSet[] {
  return db
    .prepare<Row>(`select ${COLUMNS} from problem_set order by position`)
    .all()
    .map((row) => whole(db, row));
}

/** A set, or an error that names those that there are. */
export function readSet(db: Database, id: string): ProblemSet {
  const set = findSet(db, id);
  if (set) return set;
  const ids = readSets(db).map((known) => known.id);
  const way = ids.length > 0 ? `there are ${ids.join(", ")}` : "there is none yet";
  throw new RangeError(
    `no problem set ${JSON.stringify(id)} in this class; ${way}. cryolab assign ${id} EXERCISES... makes it`,
  );
}

/** What a set is worth. */
export function pointsOf(set: ProblemSet): number {
  return set.exercises.reduce((sum, { points }) => sum + points, 0);
}
