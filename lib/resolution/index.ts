/** @file How much of a map is true: shell correlation, thresholds, and half maps of known noise. */

export { fourierShellCorrelation, type ShellCorrelation } from "./fsc.ts";
export { halfMapExperiment } from "./half-map-experiment.ts";
export { cref, resolutionAt, ssnrFromFsc, type ThresholdName, thresholdCurve } from "./thresholds.ts";
