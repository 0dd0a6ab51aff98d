/**
 * @file Packs what a learner hands in: the notebook, and the files of exercises that are answered outside it, as a zip; its
 * receipt beside it says the sha256 and the time. Before that the visible tests run, and what is missing is said.
 */

import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { gradeFile } from "../grade.ts";
import type { ExerciseResult, TestResult } from "../results.ts";
import { sha256 } from "../sha256.ts";
import type { Cell } from "../submission/types.ts";
import { answerFile, answersTo, releasedNotebook } from "./answers.ts";
import { problemSetNamed } from "./problem-set.ts";
import { keepResult } from "./progress.ts";
import { packSubmission } from "./receipt.ts";
import { version } from "./version.ts";

/** How to pack. */
export interface PackOptions {
  readonly root: string;
  /** the notebook to hand in: its answers win over files; without it the release's, where it does not contradict them */
  readonly notebook?: string | undefined;
  /** where both answer an exercise, files win */
  readonly files?: boolean;
  /** run the visible tests of what is handed in, default true */
  readonly test?: boolean;
  readonly now?: Date;
  readonly onTest?: (exercise: string, test: TestResult) => void;
  readonly signal?: AbortSignal;
}

/** What was packed. */
export interface Submitted {
  readonly problemSet: string;
  /** path of the zip */
  readonly zip: string;
  /** path of the receipt */
  readonly receipt: string;
  readonly sha256: string;
  /** ISO 8601 in UTC */
  readonly at: string;
  readonly files: readonly string[];
  /** exercises that nobody answered */
  readonly missing: readonly string[];
  /** of the visible tests */
  readonly results: readonly ExerciseResult[];
}

interface Taken {
  readonly id: string;
  /** the file that the tests run on */
  readonly path: string;
}

/**
 * Packs a problem set.
 *
 * @param id - "ps1"
 * @throws RangeError if this folder is not the release of that set
 * @throws Error if nothing is answered, or an exercise is answered twice
 */
export async function submitSet(id: string, options: PackOptions): Promise<Submitted> {
  const { root, now = new Date(), test = true, signal, onTest } = options;
  const set = problemSetNamed(id, root);
  const ids = set.exercises.map((exercise) => exercise.id);
  const notebook = options.notebook ?? releasedNotebook(id, root);
  const cells = notebook === undefined ? [] : await cellsOf(notebook);
  const answers = answersTo(ids, root, cells);
  const twice = answers.filter(({ inFile, inNotebook }) => inFile && inNotebook).map((answer) => answer.id);
  if (twice.length > 0 && options.notebook === undefined && options.files !== true)
    throw new Error(
      `submit: ${twice.join(", ")} answered both in the notebook and in a file; which counts? ` +
        `cryolab submit ${id} ${notebook} takes the notebook, cryolab submit ${id} --files the file`,
    );

  const files = new Map<string, Uint8Array>();
  const taken: Taken[] = [];
  for (const { id: exercise, inFile, inNotebook } of answers) {
    const own = inFile && (!inNotebook || options.files === true);
    if (own) files.set(`${exercise}.ts`, readFileSync(answerFile(exercise, root)));
    if (own) taken.push({ id: exercise, path: answerFile(exercise, root) });
    else if (inNotebook && notebook !== undefined) taken.push({ id: exercise, path: notebook });
  }
  if (taken.length === 0)
    throw new Error(`submit: none of ${ids.join(", ")} is answered yet; there is nothing to hand in`);
  if (notebook !== undefined && answers.some(({ inNotebook }) => inNotebook))
    files.set(`${id}.ipynb`, readFileSync(notebook));

  const at = now.toISOString();
  const bytes = packSubmission({ problemSet: id, at, cryolab: version }, files);
  const folder = notebook === undefined ? root : dirname(notebook);
  const zip = join(folder, `${id}-submission.zip`);
  const receipt = join(folder, `${id}-submission.receipt.json`);
  const sum = sha256(bytes);
  put(zip, bytes);
  const said = { problemSet: id, at, zip: `${id}-submission.zip`, sha256: sum, files: [...files.keys()].sort() };
  put(receipt, `${JSON.stringify(said, null, 2)}\n`);

  const results: ExerciseResult[] = [];
  for (const { id: exercise, path } of test ? taken : []) {
    const hear = onTest === undefined ? {} : { onTest: (one: TestResult) => onTest(exercise, one) };
    const result = await gradeFile(path, exercise, { root, ...hear, ...(signal ? { signal } : {}) });
    keepResult(root, result);
    results.push(result);
  }
  const missing = ids.filter((exercise) => !taken.some((one) => one.id === exercise));
  return { problemSet: id, zip, receipt, sha256: sum, at, files: said.files, missing, results };
}

/** The code cells of a notebook that is to be handed in. */
async function cellsOf(notebook: string): Promise<readonly Cell[]> {
  const { readSubmission } = await import("../submission/index.ts"); // with the compiler
  const read = await readSubmission(notebook);
  if ("status" in read) throw new Error(`submit: ${read.message}`);
  if (read.kind !== "notebook") throw new Error(`submit: ${notebook} is no notebook; answers in files need no name`);
  return read.cells;
}

/** Writes a file at once: whoever uploads it has the old one or the new one. */
function put(path: string, content: Uint8Array | string): void {
  writeFileSync(`${path}.${process.pid}`, content);
  renameSync(`${path}.${process.pid}`, path);
}
