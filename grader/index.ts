/** @file The grader: exercises, submissions behind a wall, tests under mocha, points, and what to say to a learner. */

export { type GradeOptions, gradeCells, gradeFile } from "./grade.ts";
export { type Submitted, submitSet } from "./learner/submit.ts";
export { exerciseIds, findRoot, type Manifest, readManifest } from "./registry/index.ts";
export { type ExerciseResult, type Provenance, recordable, type TestResult, type TestStatus } from "./results.ts";
export { openPool, type Pool, type PoolOptions } from "./runner/pool.ts";
export { probeWall } from "./sandbox/open.ts";
export type { Isolation } from "./sandbox/types.ts";
export { seedFor } from "./seeds.ts";
export { exerciseOf } from "./submission/exercise-line.ts";
export type { Cell } from "./submission/types.ts";
