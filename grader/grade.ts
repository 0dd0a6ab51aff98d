/**
 * @file Grades one exercise of one submission in a process of its own. Fail closed: no report, a crash, a signal or
 * anything that does not add up is `infrastructure`, which is never a grade.
 */

import { fork } from "node:child_process";
import { basename } from "node:path";
import { fileURLToPath } from "node:url";
import type { Source } from "./prepare.ts";
import { findRoot } from "./registry/index.ts";
import { type ExerciseResult, type TestResult, ungraded } from "./results.ts";
import type { Job, Order, Report } from "./runner/job.ts";
import { sumPoints } from "./score/points.ts";
import type { Cell } from "./submission/types.ts";

/** How to grade. */
export interface GradeOptions {
  /** the course; found by `findRoot` when left out */
  readonly root?: string;
  /** run the visible tests, default true */
  readonly visible?: boolean;
  /** run the hidden tests, default false */
  readonly hidden?: boolean;
  /** keep the private messages: only for an instructor's eyes, default false */
  readonly private?: boolean;
  /** stop at the first test that fails, default false */
  readonly bail?: boolean;
  /** called as each test ends */
  readonly onTest?: (result: TestResult) => void;
  /** ends the runner and the learner's process */
  readonly signal?: AbortSignal;
}

/** Grades one exercise of a file or notebook. */
export function gradeFile(path: string, exercise: string, options: GradeOptions = {}): Promise<ExerciseResult> {
  return run({ path }, path, exercise, options);
}

/** Grades one exercise of the cells of an open notebook. */
export function gradeCells(
  cells: readonly Cell[],
  exercise: string,
  options: GradeOptions & { readonly name?: string } = {},
): Promise<ExerciseResult> {
  const name = options.name ?? "notebook";
  return run({ name, cells }, name, exercise, options);
}

const MAIN = fileURLToPath(new URL("./runner/main.js", import.meta.url));
const STALLED_MS = 2 * 3600_000; // every test has its own limit; this only ends a runner that hangs
const GRACE_MS = 2000; // what a runner may take to end the learner's process

function run(source: Source, name: string, exercise: string, options: GradeOptions): Promise<ExerciseResult> {
  const { visible = true, hidden = false, bail = false, signal, onTest } = options;
  const job: Job = { source, name, exercise, root: options.root ?? findRoot(), visible, hidden, bail };
  const clean = (test: TestResult) => (options.private ? test : withoutPrivate(test));
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason);
    const runner = fork(MAIN, [], {
      stdio: ["ignore", "pipe", "pipe", "ipc"],
      execArgv: ["--enable-source-maps", "--no-warnings"],
      env: { ...process.env, CRYOLAB_SEED: process.env.CRYOLAB_SEED || exercise },
    });
    let result: ExerciseResult | undefined;
    let problem = "";
    let printed = "";
    const keep = (chunk: Buffer): void => {
      printed = (printed + chunk.toString("utf8")).slice(-4000);
    };
    runner.stdout?.on("data", keep);
    runner.stderr?.on("data", keep);
    const end = (): void => {
      runner.kill("SIGTERM");
      setTimeout(() => runner.kill("SIGKILL"), GRACE_MS).unref();
    };
    const stalled = setTimeout(() => {
      problem = "took too long";
      end();
    }, STALLED_MS);
    signal?.addEventListener("abort", end, { once: true });
    runner.on("message", (message: Report) => {
      if (message.kind === "test") onTest?.(clean(message.result));
      else result = message.result;
    });
    runner.once("error", (error) => {
      problem ||= error.message;
    });
    runner.once("close", (code, killed) => {
      clearTimeout(stalled);
      signal?.removeEventListener("abort", end);
      if (signal?.aborted) return reject(signal.reason);
      if (result === undefined || code !== 0) problem ||= `ended by ${killed ?? `status ${code}`} without a result`;
      else if (sumPoints(result.tests) !== result.points) problem ||= "reported points that do not add up";
      if (problem !== "" || result === undefined) {
        const tail = options.private && printed !== "" ? `\n${printed}` : "";
        const message = `the runner of ${basename(name)} ${problem}${tail}`;
        resolve(ungraded(name, exercise, "infrastructure", message));
      } else resolve({ ...result, tests: result.tests.map(clean) });
    });
    const order: Order = { kind: "grade", job };
    runner.send(order, (error) => {
      if (error) problem ||= error.message;
    });
  });
}

function withoutPrivate({ privateMessage: _, ...test }: TestResult): TestResult {
  return test;
}
