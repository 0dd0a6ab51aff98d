/** @file The error of a file that is no MRC file we read, with the byte at which that shows. */

/** A file that cannot be read as MRC, and where it goes wrong. */
export class MrcFormatError extends Error {
  /** byte at which the fault shows, from the start of the file (of the inflated file if it was gzipped) */
  readonly offset: number;

  /**
   * @param message - `function: what must hold, got value`
   * @param offset - byte at which the fault shows
   */
  constructor(message: string, offset: number) {
    super(message);
    this.name = "MrcFormatError";
    this.offset = offset;
  }
}
