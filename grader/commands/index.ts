/** @file The grader's commands, one file each, hung on the program `cryolab`, in the order of a term. */

import type { Command } from "commander";
import { assignCommand } from "./assign.ts";
import { backupCommand } from "./backup.ts";
import { canaryCommand } from "./canary.ts";
import { collectCommand } from "./collect.ts";
import { deskCommand } from "./desk.ts";
import { exportCommand } from "./export.ts";
import { feedbackCommand } from "./feedback.ts";
import { forgetCommand } from "./forget.ts";
import { gradeCommand } from "./grade.ts";
import { gradebookCommand } from "./gradebook.ts";
import { initCommand } from "./init.ts";
import { learnerCommands } from "./learner.ts";
import { manualCommand } from "./manual.ts";
import { newCommand } from "./new.ts";
import { regradeCommand } from "./regrade.ts";
import { releaseCommand } from "./release.ts";
import { reportCommand } from "./report.ts";
import { restoreCommand } from "./restore.ts";
import { rosterCommand } from "./roster.ts";
import { selftestCommand } from "./selftest.ts";
import { similarityCommand } from "./similarity.ts";
import { verifyCommand } from "./verify.ts";
import { workerCommand } from "./worker.ts";

const ofAuthors = [gradeCommand, verifyCommand, newCommand, canaryCommand, selftestCommand];
const ofInstructors = [
  initCommand,
  rosterCommand,
  assignCommand,
  releaseCommand,
  collectCommand,
  regradeCommand,
  manualCommand,
  similarityCommand,
  reportCommand,
  deskCommand,
  feedbackCommand,
  gradebookCommand,
  exportCommand,
  backupCommand,
  restoreCommand,
  forgetCommand,
  workerCommand,
];

/** Adds the grader's commands to a program. */
export function graderCommands(program: Command): void {
  learnerCommands(program);
  for (const add of [...ofAuthors, ...ofInstructors]) add(program);
}
