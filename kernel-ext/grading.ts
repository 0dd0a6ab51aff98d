/**
 * @file What the kernel asks of a grader. `@cryolab/grader` is one; tests hand in another.
 */

import type { Cell, ExerciseResult, TestResult } from "@cryolab/grader";

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
