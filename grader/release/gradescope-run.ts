/**
 * @file The autograder of Gradescope, as a program: reads /autograder/submission, grades by visible and hidden tests, writes
 * /autograder/results/results.json. When the grader itself fails it writes nothing and ends with status 1: Gradescope then
 * says that the autograder failed, and gives no points. Layout and fields: gradescope-autograders.readthedocs.io.
 */

import { readdirSync, readFileSync, realpathSync, renameSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { gradeFile } from "../grade.ts";
import { type ProblemSet, readProblemSet } from "../learner/problem-set.ts";
import { type ExerciseResult, ungraded } from "../results.ts";
import { seedFor } from "../seeds.ts";
import { exerciseOf, readSubmission } from "../submission/index.ts";

/** A test as Gradescope shows it. */
interface Shown {
  readonly name: string;
  readonly score: number;
  readonly max_score: number;
  readonly status: "passed" | "failed";
  readonly output: string;
  readonly output_format: "text";
  readonly visibility: "visible" | "after_published";
}

/** What results.json holds. */
interface Results {
  readonly score: number;
  readonly output: string;
  readonly output_format: "text";
  readonly stdout_visibility: "hidden";
  readonly visibility: "visible";
  readonly tests: readonly Shown[];
}

const FILES = 500;
const DEPTH = 6;

/** The plain files of a submission; links are not followed. */
function filesOf(folder: string): string[] {
  const found: string[] = [];
  const walk = (at: string, depth: number): void => {
    for (const entry of readdirSync(at, { withFileTypes: true })) {
      if (found.length >= FILES || entry.name.startsWith(".") || entry.name.startsWith("__")) continue;
      if (entry.isDirectory() && depth < DEPTH) walk(join(at, entry.name), depth + 1);
      else if (entry.isFile()) found.push(join(at, entry.name));
    }
  };
  walk(folder, 0);
  return found.sort();
}

/** The file that answers an exercise: `topic/slug.ts`, else a notebook with a cell for it. */
async function answerIn(files: readonly string[], folder: string, exercise: string): Promise<string | undefined> {
  const [topic, slug] = exercise.split("/");
  const own = files.find((path) => {
    const name = relative(folder, path).replaceAll("\\", "/");
    return [`${topic}/${slug}.ts`, `${topic}/${slug}/${slug}.ts`].some(
      (end) => name === end || name.endsWith(`/${end}`),
    );
  });
  if (own !== undefined) return own;
  for (const path of files.filter((name) => name.endsWith(".ipynb"))) {
    const read = await readSubmission(path);
    if ("status" in read) continue;
    if (read.cells.some(({ source, tags }) => exerciseOf(source) === exercise || tags?.includes(exercise))) return path;
  }
  return undefined;
}

const rounded = (points: number): number => Math.round(points * 1000) / 1000;

function shown(result: ExerciseResult, worth: number): Shown[] {
  const { exercise, status, message = "", max, tests } = result;
  const base = { output_format: "text", visibility: "visible" } as const;
  if (status !== "graded")
    return [{ name: exercise, score: 0, max_score: worth, status: "failed", output: `${status}: ${message}`, ...base }];
  return tests.map((test) => ({
    name: `${exercise}: ${test.title}`,
    score: rounded((test.points / max) * worth),
    max_score: rounded((test.max / max) * worth),
    status: test.status === "pass" ? "passed" : "failed",
    output: test.publicMessage || test.status,
    output_format: "text",
    visibility: test.hidden ? "after_published" : "visible",
  }));
}

/** Who hands in, as far as Gradescope says it; hidden inputs are drawn for this name. */
function learnerOf(metadata: string): string {
  try {
    const { users } = JSON.parse(readFileSync(metadata, "utf8")) as {
      readonly users?: readonly { readonly email?: string; readonly id?: unknown }[];
    };
    const names = (users ?? []).map(({ email, id }) => email ?? String(id ?? ""));
    return names.sort().join(" ") || "unknown";
  } catch {
    return "unknown";
  }
}

/**
 * Grades what lies in a root such as /autograder.
 *
 * @throws Error if the grader failed: then there is no result
 */
export async function runGradescope(autograder: string, course: string, secret: string): Promise<Results> {
  const set = readProblemSet(course) as ProblemSet;
  const folder = join(autograder, "submission");
  const files = filesOf(folder);
  const learner = learnerOf(join(autograder, "submission_metadata.json"));
  const tests: Shown[] = [];
  const notes: string[] = [];
  let score = 0;
  const levels = new Set<string>();
  for (const { id, points } of set.exercises) {
    const path = await answerIn(files, folder, id);
    const result =
      path === undefined
        ? ungraded("", id, "missing", `no ${id}.ts and no notebook with a cell %%exercise ${id}`)
        : await gradeFile(path, id, { root: course, hidden: true, explain: false, seed: seedFor(secret, id, learner) });
    if (result.status === "infrastructure") throw new Error(`${id}: ${result.message}`);
    if (result.status === "graded") levels.add(result.isolation);
    notes.push(...result.warnings.map((warning) => `${id}: ${warning}`));
    tests.push(...shown(result, points));
    score += result.max > 0 ? (result.points / result.max) * points : 0;
  }
  if (files.some((name) => name.endsWith(".zip"))) notes.push("a zip inside the submission was not opened");
  if (levels.size > 0) notes.push(`isolation level ${[...levels].sort().join(", ")}`);
  const output = notes.join("\n");
  return {
    score: rounded(score),
    output,
    output_format: "text",
    stdout_visibility: "hidden",
    visibility: "visible",
    tests,
  };
}

/** Runs when this file is the program: `node gradescope-run.js AUTOGRADER COURSE`. */
if (process.argv[1] !== undefined && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const [, , autograder, course] = process.argv;
  try {
    const secret = readFileSync(join(course, "secret"), "utf8").trim();
    const results = await runGradescope(autograder, course, secret);
    const path = join(autograder, "results", "results.json");
    writeFileSync(`${path}.new`, `${JSON.stringify(results, null, 2)}\n`);
    renameSync(`${path}.new`, path);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
