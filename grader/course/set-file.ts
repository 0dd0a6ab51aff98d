/** @file Ready-made problem sets, `problem-sets/ps1.json` at the top of the course: a title, exercises, and what they are worth. */

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import * as v from "valibot";
import { parseGrace, parseLate } from "./late.ts";

const id = v.pipe(v.string(), v.regex(/^[a-z0-9-]+\/[a-z0-9-]+$/, "must be an exercise id, topic/slug"));
const points = v.pipe(v.number(), v.minValue(0, "must not be negative"), v.maxValue(10_000));
const parsed = (parse: (text: string) => unknown) =>
  v.pipe(
    v.string(),
    v.check(
      (text) => {
        try {
          parse(text);
          return true;
        } catch {
          return false;
        }
      },
      (issue) => `cannot be read: ${JSON.stringify(issue.input)}`,
    ),
  );

/** The shape of `problem-sets/NAME.json`. */
const schema = v.strictObject({
  title: v.pipe(v.string(), v.trim(), v.nonEmpty("must not be empty")),
  exercises: v.pipe(
    v.array(v.union([id, v.strictObject({ id, points })])),
    v.minLength(1, "must name at least one exercise"),
  ),
  attempts: v.optional(v.nullable(v.pipe(v.number(), v.integer(), v.minValue(1)))),
  keep: v.optional(v.picklist(["best", "last"])),
  late: v.optional(parsed(parseLate)),
  grace: v.optional(parsed(parseGrace)),
});

/** What a ready-made set says. */
export interface SetFile {
  readonly title: string;
  readonly exercises: readonly { readonly id: string; readonly points?: number }[];
  readonly attempts?: number | null;
  readonly keep?: "best" | "last";
  /** as `--late` and `--grace` are typed */
  readonly late?: string;
  readonly grace?: string;
}

const FOLDER = "problem-sets";

/** The names of the ready-made sets. */
export function setFiles(root: string): string[] {
  const folder = join(root, FOLDER);
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith(".json"))
    .map((name) => name.slice(0, -".json".length))
    .sort((a, b) => a.localeCompare(b, "en", { numeric: true }));
}

/** A ready-made set by its name, undefined if there is none; an error names everything that is wrong in it. */
export function readSetFile(name: string, root: string): SetFile | undefined {
  const path = join(root, FOLDER, `${name}.json`);
  if (!existsSync(path)) return undefined;
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(path, "utf8"));
  } catch (error) {
    throw new Error(`${path}: not JSON: ${(error as Error).message}`);
  }
  const result = v.safeParse(schema, json);
  if (!result.success) {
    const flaws = result.issues.map((issue) => `${v.getDotPath(issue) ?? "the file"} ${issue.message}`);
    throw new Error(`${path}: ${flaws.join("; ")}`);
  }
  const { exercises, ...rest } = result.output;
  const list = exercises.map((one) => (typeof one === "string" ? { id: one } : one));
  return { ...(rest as Omit<SetFile, "exercises">), exercises: list };
}
