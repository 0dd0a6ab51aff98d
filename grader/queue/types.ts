/**
 * @file A queue of gradings: the lease table of the class's own store, or BullMQ beyond one machine. A task is pure (bytes,
 * tests and a seed give a result), so it may be done twice; what it gives is written once, by who keeps the store.
 */

import type { ExerciseResult } from "../results.ts";

/** One exercise of one submission, and all that a grader must know. */
export interface Task {
  /** row of the submission */
  readonly submission: number;
  readonly exercise: string;
  readonly problemSet: string;
  /** for limits per learner and for messages; the learner's code never sees it */
  readonly learner: string;
  /** of the bytes handed in */
  readonly sha256: string;
  /** file name with its extension */
  readonly name: string;
  /** of manifest, visible and hidden tests */
  readonly testsSha: string;
  readonly seed: string;
}

/** What a grading gives, and where it comes from. */
export interface Outcome {
  readonly result: ExerciseResult;
  /** versions of cryolab, mocha and the wall's engine */
  readonly engine: string;
  readonly node: string;
  /** ms since 1970 */
  readonly started: number;
  readonly ms: number;
}

/** A task that a worker holds until its lease runs out. */
export interface Claim {
  readonly task: Task;
  /** the queue's own name of the job */
  readonly id: string;
  readonly worker: string;
  /** 1 for the first try */
  readonly tries: number;
}

/** How many jobs there are of each state. */
export interface Counts {
  readonly waiting: number;
  readonly running: number;
  readonly done: number;
  readonly failed: number;
}

/** Delivers at least once. */
export interface Queue {
  /** Adds what is not waiting or running already, and gives the number added. */
  add(tasks: readonly Task[]): Promise<number>;
  /** The next task, held for the time of a lease; undefined when none can be had now. */
  claim(worker: string): Promise<Claim | undefined>;
  /** Holds a task longer; false if it was lost. */
  extend(claim: Claim): Promise<boolean>;
  /** Hands in what a grading gave; false if it was not wanted any more. */
  finish(claim: Claim, outcome: Outcome): Promise<boolean>;
  /** Gives a task back after a failure of ours: later again, or failed for good after too many tries. */
  retry(claim: Claim, reason: string): Promise<"waiting" | "failed">;
  counts(): Promise<Counts>;
  /** When the next waiting task may be had, ms since 1970; undefined when none waits. */
  next(): Promise<number | undefined>;
  close(): Promise<void>;
}
