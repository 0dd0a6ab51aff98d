/**
 * @file The problem set of a release: `problem-set.json` at its top says which exercises, what each is worth and when it
 * is due. A checkout of the course has none.
 */

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import * as v from "valibot";

/** Name of the file at the top of a release. */
export const PROBLEM_SET = "problem-set.json";

const schema = v.object({
  id: v.pipe(v.string(), v.regex(/^[a-z0-9][a-z0-9-]*$/, "must be a name such as ps1")),
  title: v.string(),
  due: v.nullable(v.pipe(v.string(), v.isoTimestamp())),
  exercises: v.array(v.object({ id: v.string(), points: v.number() })),
});

/** Exercises that are released and handed in together. */
export interface ProblemSet {
  /** "ps1" */
  readonly id: string;
  readonly title: string;
  /** ISO 8601 in UTC, or null */
  readonly due: string | null;
  readonly exercises: readonly { readonly id: string; readonly points: number }[];
}

/**
 * The problem set of a release, undefined in a checkout of the course.
 *
 * @throws Error if the file is not what release wrote
 */
export function readProblemSet(root: string): ProblemSet | undefined {
  const path = join(root, PROBLEM_SET);
  if (!existsSync(path)) return undefined;
  try {
    return v.parse(schema, JSON.parse(readFileSync(path, "utf8")));
  } catch (error) {
    throw new Error(`${path} is damaged (${(error as Error).message}); take it from the release again`);
  }
}

/**
 * The problem set of this folder by its name.
 *
 * @throws Error saying which one is here
 */
export function problemSetNamed(id: string, root: string): ProblemSet {
  const set = readProblemSet(root);
  if (set?.id === id) return set;
  const here = set === undefined ? `${root} is no release, it has no ${PROBLEM_SET}` : `the one here is ${set.id}`;
  throw new RangeError(`no problem set ${JSON.stringify(id)}: ${here}; go to the folder of the release`);
}
