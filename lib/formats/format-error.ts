/** @file The error of a file that is not what it claims to be, with the byte at which that shows. */

/** A file that cannot be read, and where it goes wrong. */
export class FormatError extends Error {
  /** byte at which the fault shows, from the start of the file (of the inflated file if it was gzipped) */
  readonly offset: number;

  /**
   * @param message - `function: what must hold, got value`
   * @param offset - byte at which the fault shows
   */
  constructor(message: string, offset: number) {
    super(message);
    this.name = "FormatError";
    this.offset = offset;
  }
}
