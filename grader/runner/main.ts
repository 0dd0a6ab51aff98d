/**
 * @file The trusted process that grades: has the answer read and bundled by another process, opens the wall, runs the tests under mocha, and reports over
 * its private channel. It runs nothing of the learner's; what it or a test prints goes to its own pipes and never into a
 * result. Jobs come one after the other; each has a session, a mocha, a seed and a load of the test files of its own. It ends
 * when it is told to, when its parent is gone, or when a job is the last.
 */

import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import fc from "fast-check";
import { likeWrong } from "../diagnosis/like-wrong.ts";
import { exercisePaths, readManifest } from "../registry/index.ts";
import { type ExerciseResult, type Provenance, type TestResult, ungraded } from "../results.ts";
import { warmUp } from "../sandbox/open.ts";
import { InfrastructureError, StartFailure } from "../sandbox/types.ts";
import { sumPoints } from "../score/points.ts";
import { sha256, sha256OfParts } from "../sha256.ts";
import { drawFrom, seed } from "../testing/draws.ts";
import { findCause } from "../testing/failure.ts";
import { createSession, type Session } from "../testing/session.ts";
import { closeReferences, provide } from "../testing/submission.ts";
import type { Job, Order, Report } from "./job.ts";
import { endPreparer, prepareApart, preparerAhead } from "./prepare-apart.ts";
import { runTests } from "./run-tests.ts";

const { version: engine } = createRequire(import.meta.url)("@cryolab/grader/package.json") as { version: string };
const pristine = fc.readConfigureGlobal();
/** something of a job may still be under way here: no other job may follow */
let unclean = false;

async function grade(
  job: Job,
  use: (session: Session) => void,
  onTest: (result: TestResult) => void,
): Promise<ExerciseResult> {
  const { exercise, root, name } = job;
  const manifest = readManifest(exercise, root);
  const { points, allOrNothing } = manifest;
  const base = {
    submission: name,
    exercise,
    warnings: [],
    points: 0,
    max: (job.visible ? points.visible : 0) + (job.hidden ? points.hidden : 0),
    ...(allOrNothing ? { allOrNothing } : {}),
    isolation: "D" as const,
    tests: [],
  };
  warmUp();
  const prepared = await prepareApart(job.source, exercise, manifest);
  if ("status" in prepared) {
    const { status, message, warnings = [] } = prepared;
    return { ...base, status, message, warnings };
  }
  const { bundle, extracted } = prepared;
  const session = createSession(async () => bundle);
  use(session);
  provide({ exercise, exports: manifest.exports, session, root });
  drawFrom(job.seed);
  // a learner's failure needs no smaller counterexample: shrinking would cost hundreds of calls
  fc.configureGlobal({ ...pristine, seed, endOnFailure: true });
  const paths = exercisePaths(exercise, root);
  const tests: TestResult[] = [];
  const texts = [readFileSync(paths.manifest)];
  for (const hidden of [false, true]) {
    if (hidden ? !job.hidden : !job.visible) continue;
    if (job.bail && tests.some((test) => test.status !== "pass")) break;
    const path = hidden ? paths.hiddenTest : paths.visibleTest;
    if (!existsSync(path))
      throw new InfrastructureError(`${exercise} has no ${hidden ? "hidden" : "visible"} tests here: ${path}`);
    texts.push(readFileSync(path));
    const ended = await runTests(
      { path, exercise, exports: manifest.exports, hidden },
      {
        session,
        locate: (line) => extracted.locate(line),
        points: hidden ? points.hidden : points.visible,
        timeoutMs: manifest.slow ? 600_000 : 120_000,
        bail: job.bail,
        onTest,
        ...(hidden && job.explain
          ? { explain: (failed) => likeWrong({ exercise, root, manifest, failed, prepare: prepareApart }) }
          : {}),
      },
    );
    unclean ||= ended.some((test) => test.class === "timeout"); // of mocha: its body may still run
    tests.push(...ended);
  }
  const sum = sumPoints(tests);
  const provenance: Provenance = {
    source: sha256(extracted.source),
    tests: sha256OfParts(texts),
    seed: sha256(job.seed),
    engine,
    node: process.versions.node,
  };
  return {
    ...base,
    status: "graded",
    warnings: extracted.warnings,
    points: allOrNothing && sum < base.max ? 0 : sum,
    isolation: session.isolation ?? "D",
    tests,
    provenance,
  };
}

function report(message: Report): Promise<void> {
  return new Promise((resolve) => process.send?.(message, undefined, undefined, () => resolve()));
}

async function work({ job, more }: Order): Promise<void> {
  if (job.isolation !== undefined) process.env.CRYOLAB_ISOLATION = job.isolation;
  let result: ExerciseResult;
  let again = false;
  let session: Session | undefined;
  try {
    result = await grade(
      job,
      (opened) => {
        session = opened;
      },
      (test) => void report({ kind: "test", result: test }),
    );
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    again = findCause(error, (e): e is StartFailure => e instanceof StartFailure) !== undefined;
    unclean = true;
    result = ungraded(job.name, job.exercise, "infrastructure", message);
  }
  await Promise.all([session?.close(), closeReferences()]);
  const clean = more && !unclean;
  if (clean) warmUp();
  await report({ kind: "done", result, again, clean });
  if (!clean) process.exit(0);
}

// guests end with this process, also those that are just starting
const leave = (): void => process.exit(1);

process.once("exit", endPreparer);
preparerAhead();
process.on("SIGUSR1", () => {}); // else any process of this user could open the inspector here
process.on("unhandledRejection", () => {
  unclean = true;
});
process.once("SIGINT", leave);
process.once("SIGTERM", leave);
process.once("disconnect", leave);
process.on("message", (order: Order) => void work(order));
