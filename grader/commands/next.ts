/** @file `cryolab next`: the exercise that comes next, its statement, and the file to write in. */

import { readFileSync } from "node:fs";
import { relative } from "node:path";
import type { Command } from "commander";
import pc from "picocolors";
import { nextOf } from "../learner/at-hand.ts";
import { changeExercise, progressOf, readProgress } from "../learner/progress.ts";
import { exercisePaths, findRoot } from "../registry/index.ts";
import { attempt, print } from "./terminal.ts";

/** Adds `next`. */
export function nextCommand(program: Command): void {
  program
    .command("next")
    .description("go to the next exercise that is not done: its statement, and the file to write in")
    .addHelpText(
      "after",
      `
Done is an exercise whose visible tests all passed at the last check. The next one becomes the exercise at hand, which
cryolab watch and cryolab hint take when none is named.

Example:
  $ cryolab next`,
    )
    .action(() => attempt(next));
}

function next(): void {
  const root = findRoot();
  const progress = readProgress(root);
  const id = nextOf(root, progress.last);
  if (id === undefined) {
    const { last } = progress;
    if (last !== undefined && !progressOf(progress, last).passed)
      throw new Error(`next: ${last} is the only one that is not done; cryolab hint ${last} helps`);
    print(pc.green("All visible tests of all exercises pass. cryolab submit hands in."));
    return;
  }
  changeExercise(root, id, () => {});
  for (const line of introduction(id, root)) print(line);
}

/** The statement of an exercise and the file to write in. */
export function introduction(id: string, root: string): string[] {
  const { readme, starter } = exercisePaths(id, root);
  const file = relative(process.cwd(), starter) || starter;
  return [
    readFileSync(readme, "utf8").trimEnd(),
    "",
    `write in ${pc.cyan(file)}; cryolab watch runs its tests on every save`,
  ];
}
