/** @file The tests are tested: what the starter, the reference, each wrong and each right answer must score. */

import { readFileSync } from "node:fs";
import { basename } from "node:path";
import type { GradeOptions } from "../grade.ts";
import { exercisePaths } from "../registry/index.ts";
import type { ExerciseResult } from "../results.ts";
import { answers } from "./files.ts";
import { callsLibrary } from "./source-text.ts";

/** One answer to be graded, and what is wrong with its result. */
export interface Trial {
  readonly path: string;
  /** an answer that calls the library in place of writing the function */
  readonly library: boolean;
  readonly options: GradeOptions;
  readonly flaw: (result: ExerciseResult) => string | undefined;
}

/** All answers of an exercise, each with what must come of it. */
export function trials(id: string, exports: readonly string[], root: string): Trial[] {
  const paths = exercisePaths(id, root);
  const { wrong, right } = answers(paths);
  const both: GradeOptions = { root, hidden: true, private: true };
  const of = (path: string, name: string, seed: string | undefined): Trial => ({
    path,
    library: false,
    options: seed === undefined ? both : { ...both, seed },
    flaw(result) {
      if (result.status === "graded" && result.points === result.max) return undefined;
      return `${name} must score all points${seed === undefined ? "" : ` (seed "${seed}")`}, got ${outcome(result)}`;
    },
  });
  return [
    {
      path: paths.starter,
      library: false,
      options: both,
      flaw: (result) => {
        if (result.status === "graded" && result.points === 0) return undefined;
        return `the starter must run and score 0, got ${outcome(result)}`;
      },
    },
    ...seeds("the solution", 2).map((seed) => of(paths.solution, "the solution", seed)),
    ...right.flatMap((path) => {
      const name = `right/${basename(path)}`;
      return seeds(name, 1).map((seed) => of(path, name, seed));
    }),
    ...wrong.map((path) => wrongTrial(path, root, exports)),
  ];
}

/** The seed of every exercise, and some of the answer's own: each learner draws other inputs, and all must be fair. */
function seeds(name: string, others: number): (string | undefined)[] {
  return [undefined, ...Array.from({ length: others }, (_, i) => `${name} ${i + 1}`)];
}

function wrongTrial(path: string, root: string, exports: readonly string[]): Trial {
  const name = `wrong/${basename(path)}`;
  const flaw = (result: ExerciseResult) =>
    scoresNothing(result) || rejected(result)
      ? undefined
      : `${name} must lose a hidden test or be refused, got ${outcome(result)}`;
  if (callsLibrary(readFileSync(path, "utf8"), exports))
    return { path, library: true, options: { root, hidden: true, private: true }, flaw };
  // the first failed test decides
  return { path, library: false, options: { root, visible: false, hidden: true, private: true, bail: true }, flaw };
}

/** Whether an answer is refused, or runs all tests for no point. */
export function scoresNothing({ status, points, tests }: ExerciseResult): boolean {
  return (
    status === "not-gradable" || (status === "graded" && points === 0 && tests.every((t) => t.status !== "skipped"))
  );
}

function rejected({ status, tests }: ExerciseResult): boolean {
  const lost = tests.some((test) => test.hidden && test.max > 0 && test.status !== "pass" && test.status !== "skipped");
  return status === "graded" && lost;
}

function outcome({ status, points, max, message, tests }: ExerciseResult): string {
  if (status !== "graded") return `${status}: ${message}`;
  const lost = tests.find((test) => test.status !== "pass");
  const why = lost ? `; "${lost.title}" ${lost.status}: ${lost.privateMessage || lost.publicMessage}` : "";
  return `${points} of ${max}${why}`;
}
