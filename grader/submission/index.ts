/** @file Submissions: read a file or a notebook, and take the source of one exercise out of it. */

export { exerciseOf } from "./exercise-line.ts";
export { extract } from "./extract.ts";
export { readSubmission } from "./read.ts";
export type { Cell, Extracted, ExtractFailure, Submission } from "./types.ts";
