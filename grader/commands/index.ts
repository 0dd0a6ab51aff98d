/** @file The grader's commands, one file each, hung on the program `cryolab`. */

import type { Command } from "commander";
import { assignCommand } from "./assign.ts";
import { canaryCommand } from "./canary.ts";
import { collectCommand } from "./collect.ts";
import { exportCommand } from "./export.ts";
import { gradeCommand } from "./grade.ts";
import { initCommand } from "./init.ts";
import { learnerCommands } from "./learner.ts";
import { newCommand } from "./new.ts";
import { releaseCommand } from "./release.ts";
import { rosterCommand } from "./roster.ts";
import { selftestCommand } from "./selftest.ts";
import { similarityCommand } from "./similarity.ts";
import { verifyCommand } from "./verify.ts";

/** Adds the grader's commands to a program. */
export function graderCommands(program: Command): void {
  learnerCommands(program);
  for (const add of [gradeCommand, verifyCommand, newCommand, canaryCommand, selftestCommand]) add(program);
  for (const add of [initCommand, rosterCommand, assignCommand, collectCommand]) add(program);
  for (const add of [releaseCommand, similarityCommand, exportCommand]) add(program);
}
