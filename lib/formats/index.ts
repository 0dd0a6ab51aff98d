/** @file Layer 5: files, never trusted. Readers compare what a header claims with the size of the file first. */

export { MrcFormatError } from "./mrc-error.ts";
export type { Xyz } from "./mrc-header.ts";
export { type MrcHeader, type MrcMap, readMrc } from "./read-mrc.ts";
export { type MrcFault, validateMrc } from "./validate-mrc.ts";
export { type WriteMrcOptions, writeMrc } from "./write-mrc.ts";
