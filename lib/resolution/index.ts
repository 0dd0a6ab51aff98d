/** @file How much of a map is true: shell correlation, thresholds, masks, half maps of known noise, and the fall of spectra. */

export { fourierShellCorrelation, type ShellCorrelation } from "./fsc.ts";
export { guinierFit, sharpen } from "./guinier.ts";
export { halfMapExperiment } from "./half-map-experiment.ts";
export { type MaskedFsc, maskedFscCorrected, phaseRandomise } from "./masked-fsc.ts";
export { modifiedFsc } from "./modified-fsc.ts";
export { cref, resolutionAt, ssnrFromFsc, type ThresholdName, thresholdCurve } from "./thresholds.ts";
