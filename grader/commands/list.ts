/** @file `cryolab list`: the exercises in the order in which they need each other, and how far a learner is. */

import type { Command } from "commander";
import pc from "picocolors";
import { exercisesInOrder } from "../learner/order.ts";
import { readProblemSet } from "../learner/problem-set.ts";
import { type ExerciseProgress, progressOf, readProgress } from "../learner/progress.ts";
import { findRoot } from "../registry/index.ts";
import { attempt, count, print } from "./terminal.ts";

/** Adds `list`. */
export function listCommand(program: Command): void {
  program
    .command("list")
    .description("show the exercises, in an order in which each comes after those it needs, and how far you are")
    .addHelpText(
      "after",
      `
✓ all visible tests passed at the last check, ◐ some points, ▸ the exercise at hand. Hidden tests decide the grade.

Example:
  $ cryolab list`,
    )
    .action(() => attempt(list));
}

function list(): void {
  const root = findRoot();
  const manifests = exercisesInOrder(root);
  const progress = readProgress(root);
  const inSet = new Map(readProblemSet(root)?.exercises.map((exercise) => [exercise.id, exercise.points]));
  const width = Math.max(0, ...[...manifests.keys()].map((id) => id.length));
  let done = 0;
  for (const [id, { title, points, time }] of manifests) {
    const own = progressOf(progress, id);
    if (own.passed) done++;
    const worth = `${inSet.get(id) ?? points.visible + points.hidden} points`.padStart(9);
    const end = [mark(own, id === progress.last), hintsTaken(own)].filter((text) => text !== "").join("  ");
    print(`${pc.cyan(id.padEnd(width))}  ${worth}  ${time.padStart(6)}  ${title}${end === "" ? "" : `  ${end}`}`);
  }
  const far = done === 0 ? "" : `, ${done} with all visible tests passed`;
  print(
    `${count(manifests.size, "exercise")}${far}; cryolab next says what comes next, cryolab watch ID runs its tests`,
  );
}

function mark({ passed, points, max }: ExerciseProgress, last: boolean): string {
  if (passed) return pc.green("✓");
  const at = last ? pc.yellow("▸ ") : "";
  return max === 0 ? at.trimEnd() : `${at}${points > 0 ? "◐" : "○"} ${points}/${max}`;
}

function hintsTaken({ hints }: ExerciseProgress): string {
  return hints === 0 ? "" : pc.dim(count(hints, "hint"));
}
