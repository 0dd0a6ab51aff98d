/** @file The grader's commands, one file each, hung on the program `cryolab`. */

import type { Command } from "commander";
import { canaryCommand } from "./canary.ts";
import { gradeCommand } from "./grade.ts";
import { learnerCommands } from "./learner.ts";
import { newCommand } from "./new.ts";
import { selftestCommand } from "./selftest.ts";
import { verifyCommand } from "./verify.ts";

/** Adds the grader's commands to a program. */
export function graderCommands(program: Command): void {
  learnerCommands(program);
  for (const add of [gradeCommand, verifyCommand, newCommand, canaryCommand, selftestCommand]) add(program);
}
