/**
 * @file A runner as the grader holds it: a trusted process that grades one job after another. Fail closed: no report, a
 * crash, a signal or anything that does not add up is `infrastructure`, which is never a grade.
 */

import { type ChildProcess, fork } from "node:child_process";
import { basename } from "node:path";
import { fileURLToPath } from "node:url";
import { type ExerciseResult, type TestResult, ungraded } from "../results.ts";
import { sumPoints } from "../score/points.ts";
import type { Job, Order, Report } from "./job.ts";

/** Who hears of a grading, and what ends it. */
export interface Hooks {
  readonly onTest?: ((result: TestResult) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** What came of a job. */
export interface Outcome {
  readonly result: ExerciseResult;
  /** what failed was ours, and may pass at another try */
  readonly again: boolean;
  /** what the runner printed last: for an instructor's eyes */
  readonly printed: string;
}

const MAIN = fileURLToPath(new URL("./main.js", import.meta.url));
const STALLED_MS = 2 * 3600_000; // every test has its own limit; this only ends a runner that hangs
const GRACE_MS = 2000; // what a runner may take to end the learner's process
const PRINTED = 4000;

/** One process. */
export class Runner {
  private readonly child: ChildProcess;
  private printed = "";
  private problem = "";
  private usable = true;
  private listener: ((report: Report) => void) | undefined;
  private readonly gone: Promise<void>;
  /** jobs that it was given */
  jobs = 0;

  constructor() {
    const child = fork(MAIN, [], {
      stdio: ["ignore", "pipe", "pipe", "ipc"],
      execArgv: ["--enable-source-maps", "--no-warnings"],
    });
    this.child = child;
    const keep = (chunk: Buffer): void => {
      this.printed = (this.printed + chunk.toString("utf8")).slice(-PRINTED);
    };
    child.stdout?.on("data", keep);
    child.stderr?.on("data", keep);
    child.on("message", (report: Report) => this.listener?.(report));
    this.gone = new Promise((resolve) => {
      child.once("error", (error) => {
        this.fail(error.message);
        if (child.pid === undefined) resolve();
      });
      child.once("close", (code, signal) => {
        this.fail(`ended by ${signal ?? `status ${code}`} without a result`);
        resolve();
      });
    });
  }

  /** Whether it can take another job. */
  get ready(): boolean {
    return this.usable;
  }

  /** The first problem holds. */
  private fail(problem: string): void {
    this.problem ||= problem;
    this.usable = false;
  }

  /** Lets a process of nothing but this runner end. */
  unref(): void {
    this.child.unref();
    this.child.channel?.unref();
    for (const stream of [this.child.stdout, this.child.stderr])
      (stream as unknown as { unref?: () => void } | null)?.unref?.();
  }

  private ref(): void {
    this.child.ref();
    this.child.channel?.ref();
  }

  /**
   * Grades.
   *
   * @param more - keep the runner for another job
   * @throws the signal's reason when it is aborted: the runner and the learner's process are gone then
   */
  async grade(job: Job, more: boolean, { onTest, signal }: Hooks = {}): Promise<Outcome> {
    signal?.throwIfAborted();
    this.ref();
    this.jobs++;
    this.printed = "";
    let done: Extract<Report, { kind: "done" }> | undefined;
    const reported = new Promise<void>((resolve) => {
      this.listener = (report) => {
        if (report.kind === "test") onTest?.(report.result);
        else {
          done = report;
          resolve();
        }
      };
    });
    const abort = (): void => void this.close();
    signal?.addEventListener("abort", abort, { once: true });
    const stalled = setTimeout(() => {
      this.fail("took too long");
      void this.close();
    }, STALLED_MS);
    const order: Order = { kind: "grade", job, more };
    if (this.usable)
      this.child.send(order, (error) => {
        if (error) this.fail(error.message);
      });
    await Promise.race([reported, this.gone]);
    clearTimeout(stalled);
    signal?.removeEventListener("abort", abort);
    this.listener = undefined;
    if (!more || signal?.aborted || done?.clean !== true) await this.close();
    signal?.throwIfAborted();
    return this.judge(job, done);
  }

  private judge(job: Job, done: Extract<Report, { kind: "done" }> | undefined): Outcome {
    const { printed } = this;
    const broken = (problem: string, again: boolean): Outcome => {
      const message = `the runner of ${basename(job.name)} ${problem}`;
      return { result: ungraded(job.name, job.exercise, "infrastructure", message), again, printed };
    };
    if (done === undefined) return broken(this.problem || "was ended", true);
    const { result, again } = done;
    const sum = sumPoints(result.tests);
    const due = result.allOrNothing === true && sum < result.max ? 0 : sum;
    if (due !== result.points) return broken("reported points that do not add up", false);
    return { result, again, printed };
  }

  /** Ends the process, and the learner's with it, and waits until it is gone. */
  async close(): Promise<void> {
    this.usable = false;
    this.ref();
    this.child.kill("SIGTERM");
    const hard = setTimeout(() => this.child.kill("SIGKILL"), GRACE_MS);
    await this.gone;
    clearTimeout(hard);
  }
}
