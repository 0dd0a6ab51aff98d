/** @file `cryolab reset`: the starter again, and a copy of what was there. */

import { relative } from "node:path";
import type { Command } from "commander";
import { changeExercise } from "../learner/progress.ts";
import { resetWork } from "../learner/work.ts";
import { findRoot } from "../registry/index.ts";
import { existing } from "./exercise-argument.ts";
import { attempt, print } from "./terminal.ts";

/** Adds `reset`. */
export function resetCommand(program: Command): void {
  program
    .command("reset")
    .argument("<exercise>", "its id, topic/slug")
    .description("put the starter of an exercise back; what was there is kept")
    .addHelpText(
      "after",
      `
What you wrote is not lost: it goes to .cryolab/kept/ with the time in its name. Notebooks are left alone.

Example:
  $ cryolab reset fourier/dft`,
    )
    .action((exercise: string) => attempt(() => reset(exercise)));
}

function reset(given: string): void {
  const root = findRoot();
  const id = existing(given, root);
  const { file, kept } = resetWork(id, root);
  const here = (path: string) => relative(process.cwd(), path) || path;
  changeExercise(root, id, (entry) => {
    entry.points = 0;
    entry.passed = false;
  });
  print(kept === undefined ? `${here(file)} is the starter` : `${here(file)} is the starter again`);
  if (kept !== undefined) print(`what you wrote is in ${here(kept)}`);
}
