/** @file The grader's commands, one file each, hung on the program `cryolab`. */

import type { Command } from "commander";
import { assignCommand } from "./assign.ts";
import { backupCommand } from "./backup.ts";
import { canaryCommand } from "./canary.ts";
import { collectCommand } from "./collect.ts";
import { feedbackCommand } from "./feedback.ts";
import { forgetCommand } from "./forget.ts";
import { gradeCommand } from "./grade.ts";
import { gradebookCommand } from "./gradebook.ts";
import { hintCommand } from "./hint.ts";
import { initCommand } from "./init.ts";
import { listCommand } from "./list.ts";
import { manualCommand } from "./manual.ts";
import { newCommand } from "./new.ts";
import { regradeCommand } from "./regrade.ts";
import { restoreCommand } from "./restore.ts";
import { rosterCommand } from "./roster.ts";
import { selftestCommand } from "./selftest.ts";
import { verifyCommand } from "./verify.ts";
import { workerCommand } from "./worker.ts";

/** Adds the grader's commands to a program. */
export function graderCommands(program: Command): void {
  for (const add of [gradeCommand, verifyCommand, newCommand, listCommand, hintCommand, selftestCommand, canaryCommand])
    add(program);
  for (const add of [initCommand, rosterCommand, assignCommand, collectCommand, regradeCommand, manualCommand])
    add(program);
  for (const add of [feedbackCommand, gradebookCommand, backupCommand, restoreCommand, forgetCommand, workerCommand])
    add(program);
}
