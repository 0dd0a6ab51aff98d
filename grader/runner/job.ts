/** @file What the grader and its runner say to each other. */

import type { Source } from "../prepare.ts";
import type { ExerciseResult, TestResult } from "../results.ts";

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
}

/** Grader to runner. */
export type Order = { readonly kind: "grade"; readonly job: Job };

/** Runner to grader. */
export type Report =
  | { readonly kind: "test"; readonly result: TestResult }
  | { readonly kind: "done"; readonly result: ExerciseResult };
