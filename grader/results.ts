/** @file What grading says: one result per submission and exercise, one per test within it. */

import type { Isolation } from "./sandbox/types.ts";

/** How a test ended; everything but `pass` is worth no points. */
export type TestStatus = "pass" | "fail" | "threw" | "timeout" | "memory" | "died" | "bad-value" | "skipped";

/** One test of one submission. */
export interface TestResult {
  /** the sentence of the test, without its points */
  readonly title: string;
  readonly hidden: boolean;
  readonly status: TestStatus;
  readonly points: number;
  readonly max: number;
  /** in what way it failed: "wrong-value", "timeout", "assertion", …; "" when it passed */
  readonly class: string;
  /** what the learner may read; of a hidden test it holds no value */
  readonly publicMessage: string;
  /** values, seeds and the learner's own texts; only on request */
  readonly privateMessage?: string;
  readonly ms: number;
}

/** One exercise of one submission. */
export interface ExerciseResult {
  readonly submission: string;
  readonly exercise: string;
  /** `graded` when tests ran; `infrastructure` when something of ours failed, which is never a grade */
  readonly status: "graded" | "unreadable" | "missing" | "unparsable" | "not-gradable" | "infrastructure";
  readonly message?: string;
  readonly warnings: readonly string[];
  readonly points: number;
  readonly max: number;
  /** how strong the wall was: A is the strongest, D a child process */
  readonly isolation: Isolation;
  readonly tests: readonly TestResult[];
}

/** The result of what was not graded: no points, and why. */
export function ungraded(
  submission: string,
  exercise: string,
  status: Exclude<ExerciseResult["status"], "graded">,
  message: string,
): ExerciseResult {
  return { submission, exercise, status, message, warnings: [], points: 0, max: 0, isolation: "D", tests: [] };
}
