/** @file Which image is which: posteriors, expectation and maximisation, in one dimension, in the plane, through a lens. */

export { alignAndAverage } from "./align.ts";
export { coinFlipEm } from "./coin-flip.ts";
export { adjustedRand, type GaugeAlignment, gaugeAlign } from "./compare.ts";
export { logLikelihoodCtf, mStepCtf, noiseSpectrumUpdate, signalPriorUpdate } from "./ctf-model.ts";
export { type Em1dOptions, type Em1dPath, em1d, emStep1d } from "./em-1d.ts";
export { type Em2dOptions, type Em2dResult, em2d } from "./em-2d.ts";
export { alignBack, type PlanePose, type PoseGrid, type PoseModel, type PosePosterior } from "./plane-pose.ts";
export { eStepFft, shiftedNorms } from "./pose-fft.ts";
export { logPosteriorPose } from "./pose-posterior.ts";
export { posterior } from "./posterior.ts";
export { logPosteriorShift, type ShiftModel } from "./shift-model.ts";
