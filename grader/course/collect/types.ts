/** @file What is found where submissions lie: files with a path that tells whose they are, and a time that says where it comes from. */

/** Where the time of a submission comes from; the first ones are believed over the later ones. */
export type TimeSource = "given" | "moodle" | "canvas" | "git" | "receipt" | "file";

/** A file that may be a submission, not read yet. */
export interface Piece {
  /** for messages: the source and the path in it */
  readonly where: string;
  /** folders and file name, outermost first: they say who and what */
  readonly parts: readonly string[];
  readonly size: number;
  /** ms since 1970 */
  readonly at: number;
  readonly timeSource: TimeSource;
  read(): Promise<Uint8Array>;
}

/** Something that was not taken, and why. */
export interface Refusal {
  readonly where: string;
  readonly reason: string;
}

/** Bytes of one file; what is larger is no notebook and is not read. */
export const FILE_LIMIT: number = 64 << 20;

/** Names that are never submissions: what systems and editors leave behind. */
export function isClutter(part: string): boolean {
  return part.startsWith(".") || part === "__MACOSX" || part === "node_modules" || part === "dist";
}
