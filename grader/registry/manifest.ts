/** @file The manifest of an exercise, `exercise.json`: only what a file cannot say by itself. */

import { readFileSync } from "node:fs";
import * as v from "valibot";
import { exercisePaths } from "./paths.ts";
import { topics } from "./topics.ts";

const identifier = v.pipe(v.string(), v.regex(/^[A-Za-z_$][\w$]*$/, "must be the name of an export"));
const id = v.pipe(v.string(), v.regex(/^[a-z0-9-]+\/[a-z0-9-]+$/, "must be an exercise id, topic/slug"));
const points = v.pipe(v.number(), v.integer("must be a whole number"), v.minValue(0, "must not be negative"));
const use = v.pipe(
  v.string(),
  v.regex(/^[a-z][A-Za-z]*\.[A-Za-z_$][\w$]*$/, "must name a library function as room.function"),
);
const sentence = v.pipe(v.string(), v.trim(), v.nonEmpty("must not be empty"));

/** The shape of `exercise.json`. */
const schema = v.strictObject({
  title: sentence,
  exports: v.pipe(v.array(identifier), v.minLength(1, "must name at least one export")),
  points: v.strictObject({ visible: points, hidden: points }),
  needs: v.array(id),
  time: v.pipe(v.string(), v.regex(/^[1-9]\d* (min|h)$/, 'must be a time such as "20 min" or "2 h"')),
  uses: v.optional(v.array(use), []),
  hints: v.pipe(v.array(sentence), v.minLength(3, "must hold at least three hints")),
  slow: v.optional(v.boolean(), false),
  allOrNothing: v.optional(v.boolean(), false),
});

/** What `exercise.json` says. */
export interface Manifest {
  /** the sentence that names the exercise */
  readonly title: string;
  /** what an answer must export */
  readonly exports: readonly string[];
  /** sums of the [n] in the titles of the tests */
  readonly points: { readonly visible: number; readonly hidden: number };
  /** exercises that come earlier */
  readonly needs: readonly string[];
  /** "20 min" or "2 h" */
  readonly time: string;
  /** library functions that an answer may call, "room.function" */
  readonly uses: readonly string[];
  /** at least three, from a nudge to nearly the answer */
  readonly hints: readonly string[];
  /** true if grading takes minutes: a test may run 10 minutes in place of 2 */
  readonly slow: boolean;
  /** true if the exercise gives all its points or none */
  readonly allOrNothing: boolean;
}

/** A manifest that is missing or wrong, with everything that is wrong in it. */
export class ManifestError extends Error {
  override readonly name = "ManifestError";
}

/**
 * The manifest of an exercise.
 *
 * @param exercise - id, topic/slug
 * @param root - the course; found by `findRoot` when left out
 * @throws ManifestError naming every field that is wrong
 */
export function readManifest(exercise: string, root?: string): Manifest {
  const { manifest } = exercisePaths(exercise, root);
  let text: string;
  try {
    text = readFileSync(manifest, "utf8");
  } catch {
    throw new ManifestError(`no exercise ${exercise}: ${manifest} cannot be read; see cryolab list`);
  }
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw new ManifestError(`${manifest}: not JSON: ${(error as Error).message}`);
  }
  const result = v.safeParse(schema, json);
  if (!result.success) {
    const flaws = result.issues.map((issue) => `${v.getDotPath(issue) ?? "exercise.json"} ${issue.message}`);
    throw new ManifestError(`${manifest}: ${flaws.join("; ")}`);
  }
  const unknown = result.output.needs.filter((need) => !topics.includes(need.split("/")[0]));
  if (unknown.length > 0) throw new ManifestError(`${manifest}: needs: unknown topic in ${unknown.join(", ")}`);
  return result.output;
}

/** A time of a manifest in minutes. */
export function minutes(time: string): number {
  const [count, unit] = time.split(" ");
  return Number(count) * (unit === "h" ? 60 : 1);
}
