/**
 * @file What a learner handed in, and what is taken from it: cells, the source of one exercise, and the reasons why there is
 * none. Nothing here is trusted: a submission is text.
 */

/** One piece of TypeScript as the learner wrote it. */
export interface Cell {
  readonly source: string;
  /** what a message calls it: "cell 3" (code cells, counted from 1), or the file's name */
  readonly label: string;
  /** the notebook's own id of the cell */
  readonly id?: string;
  readonly tags?: readonly string[];
}

/** A file or a notebook, read but not yet parsed. */
export interface Submission {
  readonly name: string;
  readonly kind: "file" | "notebook";
  readonly cells: readonly Cell[];
}

/** Source of one exercise, and where each of its lines came from. */
export interface Extracted {
  readonly source: string;
  readonly warnings: readonly string[];
  /**
   * Cell and line of a line of `source`; both are counted from 1.
   *
   * @param line - line of the assembled source
   */
  locate(line: number): { label: string; line: number };
}

/** Why there is nothing to run. The message is for the learner. */
export type ExtractFailure = {
  readonly status: "unreadable" | "missing" | "unparsable" | "not-gradable";
  readonly message: string;
};
