/** @file The grader's commands, one file each, hung on the program `cryolab`. */

import type { Command } from "commander";
import { gradeCommand } from "./grade.ts";
import { hintCommand } from "./hint.ts";
import { listCommand } from "./list.ts";
import { newCommand } from "./new.ts";
import { selftestCommand } from "./selftest.ts";
import { verifyCommand } from "./verify.ts";
import { workerCommand } from "./worker.ts";

/** Adds the grader's commands to a program. */
export function graderCommands(program: Command): void {
  for (const add of [gradeCommand, verifyCommand, newCommand, listCommand, hintCommand, selftestCommand, workerCommand])
    add(program);
}
