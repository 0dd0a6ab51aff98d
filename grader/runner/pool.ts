/**
 * @file Runners that stay. A class is graded by a few of them, each with mocha, the compiler and the tests loaded, and with a
 * sandbox started before it is needed; every grading still gets a sandbox of its own. A runner that is not as it was
 * before is not used again, nor one that has graded long, so that no memory grows; idle ones end.
 */

import { setMaxListeners } from "node:events";
import { availableParallelism } from "node:os";
import type { Isolation } from "../sandbox/types.ts";
import type { Job } from "./job.ts";
import { type Hooks, type Outcome, Runner } from "./runner.ts";

/** Runners for gradings: hand it to `gradeFile` and `gradeCells`. */
export interface Pool {
  /** gradings at the same time; others wait in turn */
  readonly workers: number;
  /** Grades one job as soon as a runner is free. */
  run(job: Job, hooks?: Hooks): Promise<Outcome>;
  /** Ends every process; gradings under way reject. To be called when all is graded, and on Ctrl-C. */
  close(): Promise<void>;
}

/** How a pool is made. */
export interface PoolOptions {
  /** gradings at the same time, default the number of processors */
  readonly workers?: number;
  /** after how long without work a runner ends, ms, default 30 s */
  readonly idleMs?: number;
  /** after how many gradings a runner is replaced, default 100 */
  readonly lifetime?: number;
}

interface Idle {
  readonly runner: Runner;
  readonly timer: NodeJS.Timeout;
}

/** Opens a pool. Nothing is started before the first grading. */
export function openPool(options: PoolOptions = {}): Pool {
  const { workers = availableParallelism(), idleMs = 30_000, lifetime = 100 } = options;
  if (!Number.isInteger(workers) || workers < 1)
    throw new RangeError(`openPool: workers must be a whole number from 1 on, got ${workers}`);
  const idle: Idle[] = [];
  const busy = new Set<Runner>();
  const waiting: (() => void)[] = [];
  const closing = new AbortController();
  setMaxListeners(0, closing.signal); // one of every grading that waits or runs
  let slots = workers;
  let level: Isolation | undefined;

  /** A turn; rejects when the caller or the pool gives up first. */
  function turn(signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    if (slots > 0) {
      slots--;
      return Promise.resolve();
    }
    return new Promise((resolve, reject) => {
      const give = (): void => {
        signal.removeEventListener("abort", leave);
        resolve();
      };
      const leave = (): void => {
        waiting.splice(waiting.indexOf(give), 1);
        reject(signal.reason);
      };
      signal.addEventListener("abort", leave, { once: true });
      waiting.push(give);
    });
  }

  function pass(): void {
    const next = waiting.shift();
    if (next) next();
    else slots++;
  }

  function take(): Runner {
    for (let found = idle.pop(); found; found = idle.pop()) {
      clearTimeout(found.timer);
      if (found.runner.ready) return found.runner;
    }
    return new Runner();
  }

  function rest(runner: Runner): void {
    const timer = setTimeout(() => {
      idle.splice(
        idle.findIndex((one) => one.runner === runner),
        1,
      );
      void runner.close();
    }, idleMs).unref();
    runner.unref();
    idle.push({ runner, timer });
  }

  return {
    workers,
    async run(job, hooks = {}) {
      const signal = hooks.signal ? AbortSignal.any([hooks.signal, closing.signal]) : closing.signal;
      await turn(signal);
      const runner = take();
      busy.add(runner);
      try {
        const asked = level === undefined ? job : { ...job, isolation: level };
        const outcome = await runner.grade(asked, runner.jobs + 1 < lifetime, { ...hooks, signal });
        if (outcome.result.status === "graded") level ??= outcome.result.isolation; // for all, or not at all
        return outcome;
      } finally {
        busy.delete(runner);
        if (runner.ready && !closing.signal.aborted) rest(runner);
        pass();
      }
    },
    async close() {
      closing.abort(new Error("the pool is closed"));
      const all = [...busy, ...idle.map(({ runner }) => runner)];
      for (const { timer } of idle.splice(0)) clearTimeout(timer);
      await Promise.all(all.map((runner) => runner.close()));
    },
  };
}
