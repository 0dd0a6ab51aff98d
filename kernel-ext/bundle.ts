/** @file The types of what is shown; in a file of their own, so that a cell's compiler reads no more than it needs. */

/** One content in several formats, by MIME type. Binary formats are Uint8Array here and base 64 on the wire. */
export type Bundle = Readonly<Record<string, unknown>>;

/** Something on the page that can be replaced. */
export interface DisplayHandle {
  readonly id: string;
  /** Puts another value in its place. */
  update(value: unknown): void;
}
