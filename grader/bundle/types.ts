/** @file What goes into a sandbox: one module, and nothing beside it. */

/** One self-contained ECMAScript module, its source map in a comment on the last line. */
export interface Bundle {
  readonly code: string;
}
