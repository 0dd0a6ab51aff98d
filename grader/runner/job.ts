/** @file What the grader and its runner say to each other. */

import type { Source } from "../prepare.ts";
import type { ExerciseResult, TestResult } from "../results.ts";
import type { Isolation } from "../sandbox/types.ts";

/** One exercise of one submission to be graded. */
export interface Job {
  readonly source: Source;
  /** what the result calls the submission */
  readonly name: string;
  readonly exercise: string;
  readonly root: string;
  readonly visible: boolean;
  readonly hidden: boolean;
  /** stop at the first test that fails */
  readonly bail: boolean;
  /** compare failed answers with known mistakes */
  readonly explain: boolean;
  /** what hidden inputs are drawn from */
  readonly seed: string;
  /** the level that it must have; the best that there is without it */
  readonly isolation?: Isolation;
}

/** Grader to runner. */
export type Order = {
  readonly kind: "grade";
  readonly job: Job;
  /** another job may follow: a sandbox is started for it meanwhile, and the runner stays */
  readonly more: boolean;
};

/** Runner to grader. */
export type Report =
  | { readonly kind: "test"; readonly result: TestResult }
  | {
      readonly kind: "done";
      readonly result: ExerciseResult;
      /** what failed was ours and may pass: it is worth another try */
      readonly again: boolean;
      /** the runner is as it was before; if not, it is not used again */
      readonly clean: boolean;
    };
