/**
 * @file The loop that grades a class: claim, grade, write, again; several at once. It can be ended at any moment and started
 * again: what was written counts, what was not is done then. Several programs may run it on one class.
 */

import { hostname } from "node:os";
import { leaseQueue, release } from "../queue/lease.ts";
import type { Claim, Queue } from "../queue/types.ts";
import { recordable } from "../results.ts";
import { openPool } from "../runner/pool.ts";
import { readBlob } from "../store/blobs.ts";
import type { Class } from "./class.ts";
import { type Grader, poolGrader } from "./grade-task.ts";
import { record } from "./record.ts";
import { readSet } from "./sets.ts";
import { type Selection, taskMaker, tasksOf } from "./tasks.ts";

/** How far it is. */
export interface GradingProgress {
  readonly done: number;
  readonly failed: number;
  readonly total: number;
  /** "ada · fourier/dft", what ended last */
  readonly last: string;
}

/** How to grade a class. */
export interface GradeClassOptions extends Selection {
  readonly problemSet: string;
  /** gradings at once, default the number of processors */
  readonly workers?: number;
  /** take results behind no wall (level D) */
  readonly unsafe?: boolean;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: GradingProgress) => void;
  /** who grades; runners of a pool on this machine when left out */
  readonly grader?: Grader;
  /** how long a job is held without a sign of life, ms, default 60 s */
  readonly leaseMs?: number;
  /** wait before a failure of ours is tried again, ms, doubled each time */
  readonly backoffMs?: number;
}

/** What came of it. */
export interface ClassGraded {
  /** gradings written */
  readonly graded: number;
  /** submissions and exercises that had their grading already */
  readonly before: number;
  /** graded before by other tests than today's: left as they are, a regrade shows what would change */
  readonly outdated: number;
  /** jobs that failed for good, by reasons of ours: no grade was written for them */
  readonly failed: readonly { readonly learner: string; readonly exercise: string; readonly reason: string }[];
  readonly ms: number;
}

/** Grading was stopped because the wall of this machine is too weak for a grade. */
export class WeakWall extends Error {
  override readonly name = "WeakWall";
}

/** Grades what of a set has no result. */
export async function gradeClass(cls: Class, options: GradeClassOptions): Promise<ClassGraded> {
  const { problemSet, learner, exercise, unsafe = false, leaseMs = 60_000, backoffMs } = options;
  const { db, zone, root } = cls;
  const started = performance.now();
  const only = {
    problemSet,
    ...(learner === undefined ? {} : { learner }),
    ...(exercise === undefined ? {} : { exercise }),
  };
  const { tasks, graded: before, outdated } = tasksOf(cls, readSet(db, problemSet), only);
  const queue = leaseQueue(db, {
    only,
    leaseMs,
    ...(backoffMs === undefined ? {} : { backoffMs }),
    task: taskMaker(cls),
    record: (task, outcome) => record(db, task, outcome, { zone, unsafe }),
  });
  await queue.add(tasks);
  const pool = options.grader ? undefined : openPool(options.workers === undefined ? {} : { workers: options.workers });
  const grader = options.grader ?? poolGrader(root, pool as NonNullable<typeof pool>);
  try {
    const graded = await drain(cls, queue, {
      ...options,
      grader,
      workers: options.workers ?? pool?.workers ?? 2,
      unsafe,
      leaseMs,
    });
    const failed = db
      .prepare<{ learner: string; exercise: string; reason: string }>(
        `select s.learner, j.exercise, coalesce(j.reason, '') reason from job j join submission s on s.id = j.submission
         where j.state = 'failed' and s.problem_set = ?1 and (?2 is null or s.learner = ?2) and (?3 is null or j.exercise = ?3)
         order by s.learner, j.exercise`,
      )
      .all(problemSet, learner ?? null, exercise ?? null);
    return { graded, before, outdated: outdated.length, failed, ms: performance.now() - started };
  } finally {
    await pool?.close();
    await queue.close();
  }
}

type Draining = Pick<GradeClassOptions, "signal" | "onProgress"> & {
  readonly grader: Grader;
  readonly workers: number;
  readonly unsafe: boolean;
  readonly leaseMs: number;
};

const COUNT_MS = 500;

/** Works until nothing waits and nothing runs, here or elsewhere; gives how many results it wrote. */
async function drain(cls: Class, queue: Queue, options: Draining): Promise<number> {
  const { workers, onProgress } = options;
  const stop = new AbortController();
  const signal = options.signal ? AbortSignal.any([options.signal, stop.signal]) : stop.signal;
  const { waiting, running } = await queue.counts();
  const total = waiting + running;
  let written = 0;
  const wakers = new Set<() => void>();
  let counted = 0;
  let told: Omit<GradingProgress, "last"> = { done: 0, failed: 0, total };
  // counting reads every job: not after each of a hundred thousand
  const tell = async (last: string): Promise<void> => {
    if (onProgress === undefined) return;
    if (performance.now() - counted > COUNT_MS) {
      counted = performance.now();
      const left = await queue.counts();
      told = { done: Math.max(0, total - left.waiting - left.running), failed: left.failed, total };
    } else told = { ...told, done: Math.min(total, told.done + 1) };
    onProgress({ ...told, last });
  };
  onProgress?.({ done: 0, failed: 0, total, last: "" });
  const slot = async (index: number): Promise<void> => {
    const worker = `${hostname()}:${process.pid}:${index}`;
    for (;;) {
      signal.throwIfAborted();
      const claim = await queue.claim(worker);
      if (claim === undefined) {
        const next = await queue.next();
        if (next === undefined) return;
        await pause(Math.min(Math.max(next - Date.now(), 20), 1000), signal, wakers);
        continue;
      }
      if (await work(cls, queue, claim, signal, options)) written++;
      for (const wake of wakers) wake();
      await tell(`${claim.task.learner} · ${claim.task.exercise}`);
    }
  };
  // the first slot that fails ends the others; all have given their jobs back when the error is thrown
  const ended = await Promise.allSettled(
    Array.from({ length: workers }, (_, index) =>
      slot(index).catch((error: unknown) => {
        stop.abort(error);
        throw error;
      }),
    ),
  );
  if (signal.aborted) throw signal.reason;
  const broken = ended.find((one) => one.status === "rejected");
  if (broken) throw broken.reason;
  return written;
}

/** One job; true when its result was written. */
async function work(cls: Class, queue: Queue, claim: Claim, signal: AbortSignal, options: Draining): Promise<boolean> {
  const beat = setInterval(() => void queue.extend(claim).catch(() => {}), options.leaseMs / 3);
  try {
    const outcome = await options.grader(claim.task, readBlob(cls.db, claim.task.sha256), signal);
    if (outcome.result.status === "infrastructure") {
      await queue.retry(claim, outcome.result.message ?? "the grader failed");
      return false;
    }
    if (!recordable(outcome.result, { unsafe: options.unsafe }))
      throw new WeakWall(
        "this machine has no wall that a grade may rest on (level D: a child process), so nothing was written; " +
          "install bubblewrap (cryolab selftest shows what is there), or add --unsafe if every submission is trusted",
      );
    return await queue.finish(claim, outcome);
  } catch (error) {
    const stopped = signal.aborted || error instanceof WeakWall;
    if (stopped) release(cls.db, claim);
    else await queue.retry(claim, error instanceof Error ? error.message : String(error));
    if (stopped || (error as Error)?.name === "StoreError") throw error;
    return false;
  } finally {
    clearInterval(beat);
  }
}

/** Waits for a time, or until another slot has ended a job. */
function pause(ms: number, signal: AbortSignal, wakers: Set<() => void>): Promise<void> {
  return new Promise((resolve, reject) => {
    const over = (end: () => void) => (): void => {
      clearTimeout(timer);
      signal.removeEventListener("abort", leave);
      wakers.delete(wake);
      end();
    };
    const wake = over(resolve);
    const leave = over(() => reject(signal.reason));
    const timer = setTimeout(wake, ms);
    signal.addEventListener("abort", leave, { once: true });
    wakers.add(wake);
  });
}
