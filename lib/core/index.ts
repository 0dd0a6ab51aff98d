/** @file Layer 0: shapes, checks, constants. No mathematics of the field. */

export { complexArray, imageStack, linspace, mapReal, product, realArray, zeros } from "./arrays.ts";
export { check, checkFinite } from "./check.ts";
export { constants, degrees, radians } from "./constants.ts";
export { type LongWork, progressOf } from "./progress.ts";
export type * from "./types.ts";
