/** @file Which image is which: posteriors, and expectation and maximisation. */

export { type Em1dOptions, type Em1dPath, em1d, emStep1d } from "./em-1d.ts";
export { posterior } from "./posterior.ts";
export { logPosteriorShift, type ShiftModel } from "./shift-model.ts";
