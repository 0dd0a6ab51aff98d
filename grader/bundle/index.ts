/** @file The bundle: one answer as one module without imports. */

export { bundle } from "./bundle.ts";
export type { Bundle } from "./types.ts";
