/**
 * @file The trusted process of one grading: reads, extracts, bundles, opens the wall, runs the tests under mocha, and
 * reports over its private channel. It runs nothing of the learner's; what it or a test prints goes to its own pipes
 * and never into a result. It ends when its work is done, when its parent is gone, or when it is told to.
 */

import { existsSync } from "node:fs";
import fc from "fast-check";
import { prepare } from "../prepare.ts";
import { exercisePaths, readManifest } from "../registry/index.ts";
import { type ExerciseResult, type TestResult, ungraded } from "../results.ts";
import { InfrastructureError } from "../sandbox/types.ts";
import { sumPoints } from "../score/points.ts";
import { seed } from "../testing/draws.ts";
import { createSession, type Session } from "../testing/session.ts";
import { provide } from "../testing/submission.ts";
import type { Job, Order, Report } from "./job.ts";
import { runTests } from "./run-tests.ts";

let session: Session | undefined;

async function grade(job: Job, onTest: (result: TestResult) => void): Promise<ExerciseResult> {
  const { exercise, root, name } = job;
  const manifest = readManifest(exercise, root);
  const { points } = manifest;
  const base = {
    submission: name,
    exercise,
    warnings: [],
    points: 0,
    max: (job.visible ? points.visible : 0) + (job.hidden ? points.hidden : 0),
    isolation: "D" as const,
    tests: [],
  };
  const prepared = await prepare(job.source, exercise, manifest);
  if ("status" in prepared) {
    const { status, message, warnings = [] } = prepared;
    return { ...base, status, message, warnings };
  }
  const { bundle, extracted } = prepared;
  session = createSession(async () => bundle);
  provide({ exercise, exports: manifest.exports, session });
  // a learner's failure needs no smaller counterexample: shrinking would cost hundreds of calls
  fc.configureGlobal({ ...fc.readConfigureGlobal(), seed, endOnFailure: true });
  const paths = exercisePaths(exercise, root);
  const tests: TestResult[] = [];
  for (const hidden of [false, true]) {
    if (hidden ? !job.hidden : !job.visible) continue;
    if (job.bail && tests.some((test) => test.status !== "pass")) break;
    const path = hidden ? paths.hiddenTest : paths.visibleTest;
    if (!existsSync(path))
      throw new InfrastructureError(`${exercise} has no ${hidden ? "hidden" : "visible"} tests here: ${path}`);
    tests.push(
      ...(await runTests(
        { path, exercise, exports: manifest.exports, hidden },
        {
          session,
          locate: (line) => extracted.locate(line),
          points: hidden ? points.hidden : points.visible,
          timeoutMs: manifest.slow ? 600_000 : 120_000,
          bail: job.bail,
          onTest,
        },
      )),
    );
  }
  const isolation = session.isolation ?? "D";
  return { ...base, status: "graded", warnings: extracted.warnings, points: sumPoints(tests), isolation, tests };
}

function report(message: Report): Promise<void> {
  return new Promise((resolve) => process.send?.(message, undefined, undefined, () => resolve()));
}

async function work(job: Job): Promise<void> {
  let result: ExerciseResult;
  try {
    result = await grade(job, (test) => void report({ kind: "test", result: test }));
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    result = ungraded(job.name, job.exercise, "infrastructure", message);
  }
  await session?.close();
  await report({ kind: "done", result });
  process.exit(0);
}

async function leave(): Promise<void> {
  await session?.close();
  process.exit(1);
}

process.on("SIGUSR1", () => {}); // else any process of this user could open the inspector here
process.once("SIGINT", leave);
process.once("SIGTERM", leave);
process.once("disconnect", leave);
process.once("message", ({ job }: Order) => void work(job));
