/** @file The grader's commands, one file each, hung on the program `cryolab`. */

import type { Command } from "commander";
import { assignCommand } from "./assign.ts";
import { canaryCommand } from "./canary.ts";
import { collectCommand } from "./collect.ts";
import { deskCommand } from "./desk.ts";
import { gradeCommand } from "./grade.ts";
import { hintCommand } from "./hint.ts";
import { initCommand } from "./init.ts";
import { listCommand } from "./list.ts";
import { newCommand } from "./new.ts";
import { reportCommand } from "./report.ts";
import { rosterCommand } from "./roster.ts";
import { selftestCommand } from "./selftest.ts";
import { verifyCommand } from "./verify.ts";

/** Adds the grader's commands to a program. */
export function graderCommands(program: Command): void {
  for (const add of [gradeCommand, verifyCommand, newCommand, listCommand, hintCommand, selftestCommand, canaryCommand])
    add(program);
  for (const add of [initCommand, rosterCommand, assignCommand, collectCommand]) add(program);
  for (const add of [reportCommand, deskCommand]) add(program);
}
