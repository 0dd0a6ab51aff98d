/**
 * @file A worker: takes jobs from Redis, grades them here, and hands the outcomes back. It has no store and no secret of the course.
 * A job is done at least once: what a dead worker held is taken by another when its lock has run out, what fails on our side
 * is tried again after a pause that doubles, a learner who asks too often waits, and everybody else goes ahead.
 */

import { hostname } from "node:os";
import type { Job } from "bullmq";
import type { Grader } from "../course/grade-task.ts";
import { knock, type RedisAddress } from "./redis-connection.ts";
import { type JobData, type RemoteOutcome, unpackJob } from "./redis-job.ts";
import type { Task } from "./types.ts";

/** The one queue; `prefix` tells courses on one server apart. */
export const QUEUE = "grading";

/** What happens at a worker, for whoever watches. */
export interface WorkerEvents {
  readonly onStart?: (exercise: string) => void;
  /** a job has ended: with a result, or with the reason why there is none yet */
  readonly onEnd?: (exercise: string, outcome: RemoteOutcome | Error) => void;
  /** the server went away, or something else that passes */
  readonly onTrouble?: (problem: string) => void;
}

/** How a worker works. */
export interface WorkerOptions extends WorkerEvents {
  readonly prefix: string;
  /** gradings at the same time */
  readonly concurrency: number;
  /** what stands on this machine: sha256 of the tests of an exercise */
  readonly testsOf: (exercise: string) => string;
  readonly grader: Grader;
  /** how long a job stays with a worker that no longer says anything, ms, default 30 s */
  readonly lockMs?: number;
}

/** A worker at work. */
export interface RunningWorker {
  readonly name: string;
  /** Takes no more jobs, and waits for those under way. */
  close(): Promise<void>;
}

const LOCK_MS = 30_000;
/** A job that ended so many workers is not given to another. */
const DEATHS = 3;
const MINUTE = 60_000;

/**
 * Starts a worker. A server that goes away later is waited for.
 *
 * @throws Error if there is no server now
 */
export async function startWorker(address: RedisAddress, options: WorkerOptions): Promise<RunningWorker> {
  const { prefix, concurrency, lockMs = LOCK_MS, onStart, onEnd, onTrouble } = options;
  await knock(address);
  const { DelayedError, UnrecoverableError, Worker } = await import("bullmq");
  const { Redis } = await import("ioredis");
  const name = `${hostname()} ${process.pid}`;
  const never = new AbortController().signal; // gradings under way are finished, whoever closes
  const limits = new Redis(address.options);
  limits.on("error", () => {}); // the worker's own connection says it

  /** How long a learner has to wait for another grading, ms; 0 is not at all. */
  async function wait({ learner, perMinute }: JobData): Promise<number> {
    if (perMinute === 0) return 0;
    const key = `${prefix}:rate:${learner}`;
    const replies = await limits.multi().set(key, 0, "PX", MINUTE, "NX").incr(key).pttl(key).exec();
    const [count, left] = [replies?.[1][1], replies?.[2][1]] as [number, number];
    return count > perMinute ? Math.max(1, left) : 0;
  }

  async function work(job: Job<unknown, RemoteOutcome>, token: string | undefined): Promise<RemoteOutcome> {
    let data: Awaited<ReturnType<typeof unpackJob>>;
    try {
      data = await unpackJob(job.data);
    } catch (error) {
      throw new UnrecoverableError((error as Error).message);
    }
    const ms = await wait(data);
    if (ms > 0) {
      await job.moveToDelayed(Date.now() + ms, token);
      throw new DelayedError();
    }
    const { bytes, exercise, seed, testsSha } = data;
    const here = options.testsOf(exercise);
    if (here !== testsSha)
      throw new Error(
        `${name} has other tests of ${exercise} (${here.slice(0, 12)}, asked for ${testsSha.slice(0, 12)}): bring its course up to date`,
      );
    onStart?.(exercise);
    // rows of the store mean nothing here
    const task: Task = {
      name: data.name,
      exercise,
      seed,
      testsSha,
      learner: data.learner,
      submission: 0,
      problemSet: "",
      sha256: "",
    };
    const outcome = await options.grader(task, bytes, never);
    const { status, message } = outcome.result;
    if (status === "infrastructure") throw new Error(`${name}: ${message ?? "grading failed"}`);
    return { ...outcome, worker: name };
  }

  const worker = new Worker<unknown, RemoteOutcome>(
    QUEUE,
    async (job, token) => {
      const exercise = (job.data as Partial<JobData> | null)?.exercise ?? "?";
      try {
        const outcome = await work(job, token);
        onEnd?.(exercise, outcome);
        return outcome;
      } catch (error) {
        if (!(error instanceof DelayedError)) onEnd?.(exercise, error as Error);
        throw error;
      }
    },
    {
      connection: address.options,
      prefix,
      name,
      concurrency,
      lockDuration: lockMs,
      stalledInterval: lockMs,
      maxStalledCount: DEATHS,
    },
  );
  worker.on("error", (error) => onTrouble?.(error.message || String((error as NodeJS.ErrnoException).code ?? error)));
  await worker.waitUntilReady();
  return {
    name,
    async close() {
      await worker.close();
      limits.disconnect();
    },
  };
}
