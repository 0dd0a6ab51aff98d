/** @file The grader as a release installs it: what a learner's commands and kernel need, and nothing that grades a class. */

export { learnerCommands } from "../commands/learner.ts";
export { type GradeOptions, gradeCells, gradeFile } from "../grade.ts";
export { exerciseIds, findRoot, type Manifest, readManifest } from "../registry/index.ts";
export type { ExerciseResult, TestResult, TestStatus } from "../results.ts";
export type { Isolation } from "../sandbox/types.ts";
export { exerciseOf } from "../submission/exercise-line.ts";
export type { Cell } from "../submission/types.ts";
export { type Submitted, submitSet } from "./submit.ts";
