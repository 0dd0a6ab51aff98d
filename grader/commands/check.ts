/** @file `cryolab check`: the visible tests of what is answered, in files and in the notebook. */

import type { Command } from "commander";
import pc from "picocolors";
import { gradeFile } from "../grade.ts";
import { answerFile, answersTo, releasedNotebook } from "../learner/answers.ts";
import { exercisesInOrder } from "../learner/order.ts";
import { readProblemSet } from "../learner/problem-set.ts";
import { keepResult } from "../learner/progress.ts";
import { passed, resultLines } from "../learner/show.ts";
import { findRoot } from "../registry/index.ts";
import { existing } from "./exercise-argument.ts";
import { attempt, count, print, progress } from "./terminal.ts";

/** Adds `check`. */
export function checkCommand(program: Command): void {
  program
    .command("check")
    .argument("[exercises...]", "ids; all of the problem set without it")
    .option("--notebook <file>", "a notebook with answers; without it the one of the release")
    .description("run the visible tests of your answers, in files and in the notebook")
    .addHelpText(
      "after",
      `
An exercise that is answered in its file and in the notebook is checked in both. The status is 1 if a test fails.

Examples:
  $ cryolab check
  $ cryolab check fourier/dft
  $ cryolab check --notebook notebooks/ps1.ipynb`,
    )
    .action((ids: string[], options: { notebook?: string }) => attempt((signal) => check(ids, options, signal)));
}

async function check(given: readonly string[], options: { notebook?: string }, signal: AbortSignal): Promise<void> {
  const root = findRoot();
  const ids = given.length > 0 ? given.map((id) => existing(id, root)) : [...exercisesInOrder(root).keys()];
  const set = readProblemSet(root);
  const notebook = options.notebook ?? (set && releasedNotebook(set.id, root));
  const { readSubmission } = await import("../submission/index.ts"); // with the compiler: other commands start without
  const read = notebook === undefined ? undefined : await readSubmission(notebook);
  if (read !== undefined && "status" in read) throw new Error(`check: ${read.message}`);
  const missing: string[] = [];
  let checked = 0;
  let good = 0;
  const line = progress();
  try {
    for (const { id, inFile, inNotebook } of answersTo(ids, root, read?.cells)) {
      const paths = [...(inFile ? [answerFile(id, root)] : []), ...(inNotebook && notebook ? [notebook] : [])];
      if (paths.length === 0) missing.push(id);
      for (const path of paths) {
        line.say(id);
        const result = await gradeFile(path, id, { root, signal, onTest: (test) => line.say(`${id} · ${test.title}`) });
        keepResult(root, result);
        checked++;
        if (passed(result)) good++;
        const [head, ...rest] = resultLines(result);
        print(paths.length > 1 ? `${head} ${pc.dim(path)}` : head);
        for (const text of rest) print(text);
      }
    }
  } finally {
    line.end();
  }
  if (missing.length > 0) print(pc.dim(`not answered yet: ${missing.join(", ")}`));
  print(`${count(checked, "answer")} checked, ${good} with all visible tests passed`);
  if (good < checked) process.exitCode = 1;
}
