/** @file The camera: electrons into numbers. */

export { type RecordOptions, recordImage } from "./record-image.ts";
