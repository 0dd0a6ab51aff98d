/**
 * @file What the kernel asks of a grader. `@cryolab/grader` is one; tests hand in another.
 */

/** A cell that ran, as the grader takes it. */
export interface Cell {
  readonly source: string;
  /** what messages call it: "cell [3]" */
  readonly label: string;
  /** the notebook's own id of the cell */
  readonly id?: string;
  readonly tags?: readonly string[];
}

/** How a test ended; everything but `pass` is worth no points. */
export type TestStatus = "pass" | "fail" | "threw" | "timeout" | "memory" | "died" | "bad-value" | "skipped";

/** One test of an answer. */
export interface TestResult {
  readonly title: string;
  readonly hidden: boolean;
  readonly status: TestStatus;
  readonly points: number;
  readonly max: number;
  readonly class: string;
  /** what the learner may read, diagnosis included */
  readonly publicMessage: string;
  readonly privateMessage?: string;
  readonly ms: number;
}

/** An answer, tested. */
export interface ExerciseResult {
  readonly submission: string;
  readonly exercise: string;
  readonly status: "graded" | "unreadable" | "missing" | "unparsable" | "not-gradable" | "infrastructure";
  readonly message?: string;
  readonly warnings: readonly string[];
  readonly points: number;
  readonly max: number;
  readonly isolation: "A" | "B" | "C" | "D";
  readonly tests: readonly TestResult[];
}

/** What the manifest of an exercise says to a learner. */
export interface ExerciseCard {
  readonly title: string;
  readonly hints: readonly string[];
  readonly points: { readonly visible: number; readonly hidden: number };
}

/** Tests answers, and knows the exercises. */
export interface Grader {
  gradeCells(
    cells: readonly Cell[],
    exercise: string,
    options?: { readonly onTest?: (test: TestResult) => void; readonly signal?: AbortSignal },
  ): Promise<ExerciseResult>;
  /** @throws Error where there is no course */
  exerciseIds(): string[];
  readManifest(id: string): ExerciseCard;
}

/** The ids of the course, none where there is no course. */
export function knownExercises(grader: Grader): readonly string[] {
  try {
    return grader.exerciseIds();
  } catch {
    return [];
  }
}
