/** @file `cryolab new`: the files of an exercise from a template that already runs. */

import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import type { Command } from "commander";
import { exercisePaths, findRoot } from "../registry/index.ts";
import { withCanary } from "../release/canary.ts";
import { readPlan } from "../verify/plan.ts";
import { templates } from "./templates.ts";
import { attempt, print } from "./terminal.ts";

/** Adds `new`. */
export function newCommand(program: Command): void {
  program
    .command("new")
    .argument("<exercise>", "its id, topic/slug; the topic is a room of the library")
    .description("write the files of a new exercise from a template")
    .addHelpText(
      "after",
      `
Points, time and needs come from tests/golden/course.json when the exercise is planned there. The template is a small
exercise that runs: change it piece by piece, add wrong/ and right/ answers, until cryolab verify is content.

Example:
  $ cryolab new optics/phase-flip`,
    )
    .action((exercise: string) => attempt(() => write(exercise)));
}

function write(id: string): void {
  const root = findRoot();
  const paths = exercisePaths(id, root);
  const { exerciseFolder, solutionFolder, hiddenFolder } = paths;
  for (const folder of [exerciseFolder, solutionFolder, hiddenFolder])
    if (existsSync(folder))
      throw new Error(
        `new: ${relative(process.cwd(), folder) || folder} exists already; remove it or choose another slug`,
      );
  const planned = readPlan(root).get(id);
  const text = templates(id, {
    points: planned?.points ?? 10,
    time: planned?.time ?? "30 min",
    needs: planned?.needs ?? [],
  });
  const files: readonly (readonly [string, string])[] = [
    [paths.readme, text.readme],
    [paths.starter, text.starter],
    [paths.visibleTest, text.visibleTest],
    [paths.manifest, text.manifest],
    [paths.solution, withCanary(text.solution)],
    [paths.hiddenTest, withCanary(text.hiddenTest)],
    ...Object.entries(text.wrong).map(([name, body]) => [join(paths.wrong, name), withCanary(body)] as const),
    ...Object.entries(text.right).map(([name, body]) => [join(paths.right, name), withCanary(body)] as const),
  ];
  for (const [path, body] of files) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, body);
    print(relative(process.cwd(), path));
  }
  print(`next: change these files, then cryolab verify ${id}`);
}
