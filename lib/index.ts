/**
 * @file The library, one namespace a room: `cryo.fourier.fft`, `cryo.optics.ctf1d`. Types are at the top:
 * `cryo.Image`. Conventions: CONVENTIONS.md.
 */

export * as classification from "./classification/index.ts";
export * as core from "./core/index.ts";
export type { LongWork } from "./core/progress.ts";
export type * from "./core/types.ts";
export * as data from "./data/index.ts";
export * as detector from "./detector/index.ts";
export * as formats from "./formats/index.ts";
export * as forward from "./forward/index.ts";
export * as fourier from "./fourier/index.ts";
export * as kernels from "./kernels/index.ts";
export * as linalg from "./linalg/index.ts";
export * as optics from "./optics/index.ts";
export * as plot from "./plot/index.ts";
export * as random from "./random/index.ts";
export * as reconstruction from "./reconstruction/index.ts";
export * as resolution from "./resolution/index.ts";
export * as rotations from "./rotations/index.ts";
export * as sampling from "./sampling/index.ts";
export * as tables from "./tables/index.ts";
