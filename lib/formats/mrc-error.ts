/** @file The error of a file that is no MRC file we read. */

import { FormatError } from "./format-error.ts";

/** A file that cannot be read as MRC, and where it goes wrong. */
export class MrcFormatError extends FormatError {
  /**
   * @param message - `function: what must hold, got value`
   * @param offset - byte at which the fault shows
   */
  constructor(message: string, offset: number) {
    super(message, offset);
    this.name = "MrcFormatError";
  }
}
