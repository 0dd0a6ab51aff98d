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
  /** present when the exercise gives all its points or none: `points` is then not the sum of the tests' */
  readonly allOrNothing?: true;
  /** how strong the wall was: A is the strongest, D a child process; of what was not graded it says nothing */
  readonly isolation: Isolation;
  readonly tests: readonly TestResult[];
  /** present when `graded`: what a regrade needs to say why it differs */
  readonly provenance?: Provenance;
}

/** What a result came from: the same provenance and isolation give the same result. */
export interface Provenance {
  /** sha256 of the code that was taken out of the submission */
  readonly source: string;
  /** sha256 of the tests that ran and of the manifest */
  readonly tests: string;
  /** sha256 of the seed, which stays a secret */
  readonly seed: string;
  /** version of the grader */
  readonly engine: string;
  /** version of Node */
  readonly node: string;
}

/**
 * Whether a result may become a grade: what failed on our side never, what ran behind no wall only on request.
 *
 * @param options - `unsafe`: accept isolation level D, a child process
 */
export function recordable(result: ExerciseResult, options: { readonly unsafe?: boolean } = {}): boolean {
  if (result.status === "infrastructure") return false;
  return result.status !== "graded" || result.isolation !== "D" || options.unsafe === true;
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
