/**
 * @file A process that grades a class until it is done or killed: `grading-process.js FOLDER stub|real WORKERS`. With `stub` only the
 * grading function is a stub, which takes a few milliseconds; claims, leases, results and grades are real. Says a line for
 * every grading.
 */

import { setTimeout as delay } from "node:timers/promises";
import { openClass } from "@cryolab/grader/internal/course/class";
import { gradeClass } from "@cryolab/grader/internal/course/grade-class";
import type { Grader } from "@cryolab/grader/internal/course/grade-task";
import { bySaying } from "../class.ts";

const [folder, kind, workers] = process.argv.slice(2);
const stub: Grader = async (task, bytes, signal) => {
  await delay(2 + (task.submission % 7));
  return bySaying(task, bytes, signal);
};
const cls = openClass(folder);
const { graded, failed } = await gradeClass(cls, {
  problemSet: "ps1",
  workers: Number(workers),
  leaseMs: 1500,
  ...(kind === "stub" ? { grader: stub } : {}),
  onProgress: ({ last }) => process.stdout.write(`${last}\n`),
});
cls.close();
process.stdout.write(`done ${graded} ${failed.length}\n`);
