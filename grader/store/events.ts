/** @file The log of a class: what happened, to whom, in order. Only ever added to. */

import type { Database } from "./database.ts";

/** One thing that was done. */
export interface Happening {
  /** collected, graded, regraded, marked, published, ... */
  readonly what: string;
  readonly learner?: string;
  readonly problemSet?: string;
  readonly exercise?: string;
  /** whatever belongs to it, as JSON; no names of people and no secrets */
  readonly detail?: unknown;
  /** instructor, worker, ...; "instructor" when left out */
  readonly who?: string;
}

/** Adds to the log. */
export function happened(db: Database, event: Happening, at: number = Date.now()): void {
  const { who = "instructor", what, learner = null, problemSet = null, exercise = null, detail = {} } = event;
  db.prepare(
    "insert into event (at, who, what, learner, problem_set, exercise, detail) values (?, ?, ?, ?, ?, ?, ?)",
  ).run(at, who, what, learner, problemSet, exercise, JSON.stringify(detail));
}
