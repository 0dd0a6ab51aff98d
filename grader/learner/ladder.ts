/**
 * @file The ladder of hints: first what failed, then the manifest's hints one by one, from the idea to a worked smaller case.
 * Every rung that is shown is counted.
 */

import { existsSync, readFileSync } from "node:fs";
import { gradeFile } from "../grade.ts";
import { readManifest } from "../registry/index.ts";
import { answerFile, answersTo, releasedNotebook } from "./answers.ts";
import { readProblemSet } from "./problem-set.ts";
import { changeExercise, keepResult, progressOf, readProgress } from "./progress.ts";
import { passed, plain } from "./show.ts";
import { starterOf, untouched } from "./work.ts";

/** A rung of the ladder. */
export interface Rung {
  readonly text: string;
  /** which hint of the manifest, from 1; undefined for what failed */
  readonly hint: number | undefined;
  readonly of: number;
}

/** The next rung; the last one stays. */
export async function nextRung(id: string, root: string, signal?: AbortSignal): Promise<Rung> {
  const { hints } = readManifest(id, root);
  const taken = progressOf(readProgress(root), id).hints;
  const text = taken === 0 ? await whatFailed(id, root, signal) : hints[Math.min(taken, hints.length) - 1];
  changeExercise(root, id, (entry) => {
    entry.hints = Math.min(taken, hints.length) + 1;
  });
  return { text, hint: taken === 0 ? undefined : Math.min(taken, hints.length), of: hints.length };
}

/**
 * One hint of the manifest by its number, counted too.
 *
 * @throws RangeError if there is no such hint
 */
export function rungNumber(id: string, root: string, number: string): Rung {
  const { hints } = readManifest(id, root);
  const k = Number(number);
  if (!Number.isInteger(k) || k < 1 || k > hints.length)
    throw new RangeError(`hint: the number must be 1 to ${hints.length} for ${id}, got ${number}`);
  changeExercise(root, id, (entry) => {
    entry.hints = Math.max(entry.hints, k + 1);
  });
  return { text: hints[k - 1], hint: k, of: hints.length };
}

/** What the visible tests say of the answer, in its file or in the notebook of the release. */
async function whatFailed(id: string, root: string, signal: AbortSignal | undefined): Promise<string> {
  const path = await answerOf(id, root);
  if (path === undefined) {
    const file = answerFile(id, root);
    const text = starterOf(id, root) ?? (existsSync(file) ? readFileSync(file, "utf8") : "");
    const first = /\/\/ TODO:? *(.+)/.exec(text)?.[1];
    return `nothing is written yet${first === undefined ? "" : `. Begin so: ${first}`}`;
  }
  const result = await gradeFile(path, id, { root, ...(signal ? { signal } : {}) });
  keepResult(root, result);
  if (result.status !== "graded") return `${result.status}: ${plain(result.message ?? "")}`;
  if (passed(result)) return "no visible test. A hidden one may: hold your answer against every line of the statement";
  const test = result.tests.find((one) => one.status !== "pass");
  return `"${test?.title}" (${test?.status}). ${plain(test?.publicMessage ?? "")}`;
}

async function answerOf(id: string, root: string): Promise<string | undefined> {
  if (!untouched(id, root)) return answerFile(id, root);
  const set = readProblemSet(root);
  const notebook = set && releasedNotebook(set.id, root);
  if (notebook === undefined) return undefined;
  const { readSubmission } = await import("../submission/index.ts"); // with the compiler
  const read = await readSubmission(notebook);
  return !("status" in read) && answersTo([id], root, read.cells)[0].inNotebook ? notebook : undefined;
}
