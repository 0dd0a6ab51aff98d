/**
 * @file The other end of the workers: hands out jobs, waits for outcomes. It stands where a grading function stands, so whoever
 * claims jobs from the store and writes grades into it needs not know that the work is done elsewhere; the store keeps its
 * one writer. Redis may lose everything: a job is not done before its outcome is here, and a sweep hands out again what
 * Redis no longer knows.
 */

import { setMaxListeners } from "node:events";
import { type Job, Queue, QueueEvents } from "bullmq";
import type { Grader } from "../course/grade-task.ts";
import { knock, type RedisAddress } from "./redis-connection.ts";
import { jobId, packJob, type RemoteJob, type RemoteOutcome, readOutcome } from "./redis-job.ts";
import { QUEUE } from "./redis-worker.ts";

/** How jobs are handed out. */
export interface ClientOptions {
  readonly prefix: string;
  /** gradings of one learner in a minute; others wait, 0 is no limit, default 60 */
  readonly perMinute?: number;
  /** how often a failure of ours is tried again, with pauses that double, default 4 */
  readonly tries?: number;
  /** first pause, ms, default 1 s */
  readonly pauseMs?: number;
  /** how often to look for what no event told, ms, default 5 s */
  readonly sweepMs?: number;
  readonly onTrouble?: (problem: string) => void;
}

/** Workers elsewhere, as one function. */
export interface RemoteGrader {
  /**
   * Grades one task. It rejects with a RemoteFailure when all tries failed on our side, which is no grade, and with the
   * signal's reason when that is aborted: the job stays in Redis, and is taken up when it is asked for again.
   */
  readonly grade: Grader;
  /** Workers that are there now. */
  workers(): Promise<number>;
  close(): Promise<void>;
}

/** Why there is no grade: of ours, never of the learner's. */
export class RemoteFailure extends Error {
  override readonly name = "RemoteFailure";
}

interface Waiting {
  readonly job: RemoteJob;
  readonly settle: (outcome: RemoteOutcome | Error) => void;
  /** others who asked for the same */
  readonly shared: Promise<RemoteOutcome>;
}

/**
 * Opens the way to the workers.
 *
 * @throws Error if there is no server now; one that goes away later is waited for
 */
export async function openRemote(address: RedisAddress, options: ClientOptions): Promise<RemoteGrader> {
  const { prefix, perMinute = 60, tries = 4, pauseMs = 1000, sweepMs = 5000, onTrouble } = options;
  await knock(address);
  const connection = address.options;
  const waiting = new Map<string, Waiting>();
  let closed = false;
  const queue = new Queue<unknown, RemoteOutcome>(QUEUE, { connection, prefix });
  const events = new QueueEvents(QUEUE, { connection, prefix });
  const trouble = (error: Error): void => {
    if (!closed) onTrouble?.(error.message || String((error as NodeJS.ErrnoException).code ?? error.name));
  };
  queue.on("error", trouble);
  events.on("error", trouble);

  async function add(id: string, job: RemoteJob): Promise<void> {
    const backoff = { type: "exponential", delay: pauseMs };
    await queue.add(job.exercise, await packJob(job, perMinute), { jobId: id, attempts: tries, backoff });
  }

  /** Takes what has come of a job, or hands it out again; nothing when it is still under way. */
  async function look(id: string): Promise<void> {
    const entry = waiting.get(id);
    if (entry === undefined || closed) return;
    const job: Job<unknown, RemoteOutcome> | undefined = await queue.getJob(id);
    if (job === undefined) return add(id, entry.job);
    if (job.finishedOn === undefined) return;
    const failed = job.failedReason !== undefined && job.returnvalue === null;
    let outcome: RemoteOutcome | Error;
    try {
      outcome = failed ? new RemoteFailure(job.failedReason) : { ...readOutcome(job.returnvalue, entry.job.exercise) };
    } catch (error) {
      outcome = new RemoteFailure((error as Error).message);
    }
    await job.remove().catch(() => {}); // a sweep and an event at once: one of them has done it
    entry.settle(outcome);
  }

  const quietly = (id: string): void => {
    look(id).catch(trouble);
  };
  events.on("completed", ({ jobId: id }) => quietly(id));
  events.on("failed", ({ jobId: id }) => quietly(id));
  let sweeping = false;
  const sweep = setInterval(async () => {
    if (sweeping) return;
    sweeping = true;
    try {
      for (const id of [...waiting.keys()]) await look(id);
    } catch (error) {
      trouble(error as Error);
    } finally {
      sweeping = false;
    }
  }, sweepMs);
  await Promise.all([queue.waitUntilReady(), events.waitUntilReady()]);

  /** Asks once for as many as want to know. */
  function ask(id: string, job: RemoteJob): Promise<RemoteOutcome> {
    const known = waiting.get(id);
    if (known) return known.shared;
    let settle: Waiting["settle"] = () => {};
    const shared = new Promise<RemoteOutcome>((resolve, reject) => {
      settle = (outcome) => {
        waiting.delete(id);
        if (outcome instanceof Error) reject(outcome);
        else resolve(outcome);
      };
    });
    shared.catch(() => {}); // whoever asked hears it
    waiting.set(id, { job, settle, shared });
    quietly(id); // it may have been done before, by a session that is gone
    return shared;
  }

  return {
    async grade({ name, exercise, seed, testsSha, learner }, bytes, signal) {
      signal.throwIfAborted();
      setMaxListeners(0, signal); // hundreds wait at once, for the one Ctrl-C
      if (closed) throw new Error("the way to the workers is closed");
      const job = { name, exercise, seed, testsSha, learner, bytes };
      const id = jobId(job);
      const answer = ask(id, job);
      let stop: () => void = () => {};
      const aborted = new Promise<never>((_, reject) => {
        stop = () => {
          waiting.delete(id);
          reject(signal.reason);
        };
        signal.addEventListener("abort", stop, { once: true });
      });
      try {
        return await Promise.race([answer, aborted]);
      } finally {
        signal.removeEventListener("abort", stop);
      }
    },
    workers: () => queue.getWorkersCount(),
    async close() {
      closed = true;
      clearInterval(sweep);
      for (const { settle } of waiting.values()) settle(new Error("the way to the workers is closed"));
      await Promise.allSettled([events.close(), queue.close()]);
    },
  };
}
