/** @file The commands that a learner has: those of a release. An instructor has them too. */

import type { Command } from "commander";
import { checkCommand } from "./check.ts";
import { hintCommand } from "./hint.ts";
import { listCommand } from "./list.ts";
import { nextCommand } from "./next.ts";
import { packCommand } from "./pack.ts";
import { resetCommand } from "./reset.ts";
import { submitCommand } from "./submit.ts";
import { watchCommand } from "./watch.ts";

/** Adds a learner's commands to a program. */
export function learnerCommands(program: Command): void {
  const all = [listCommand, nextCommand, watchCommand, checkCommand, hintCommand, resetCommand];
  for (const add of [...all, submitCommand, packCommand]) add(program);
}
