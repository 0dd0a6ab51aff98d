/** @file Layer 5: files, never trusted. Readers compare what a header claims with the size of the file first. */

export type { Atoms } from "./atoms.ts";
export { FormatError } from "./format-error.ts";
export { MrcFormatError } from "./mrc-error.ts";
export type { Xyz } from "./mrc-header.ts";
export { readNpy, writeNpy } from "./npy.ts";
export { type CsColumn, type CsTable, readCs } from "./read-cs.ts";
export { readMmcif } from "./read-mmcif.ts";
export { type MrcHeader, type MrcMap, readMrc } from "./read-mrc.ts";
export { readPdb } from "./read-pdb.ts";
export { readPng } from "./read-png.ts";
export { readTiff } from "./read-tiff.ts";
export { readStar, type StarColumn, type StarTable, writeStar } from "./star.ts";
export { type MrcFault, validateMrc } from "./validate-mrc.ts";
export { type WriteMrcOptions, writeMrc } from "./write-mrc.ts";
