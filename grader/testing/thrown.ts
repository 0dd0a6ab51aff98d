/** @file What a call threw, whether it came through the wall or, in an editor, straight from the learner's file. */

/** The parts of an error that a test may judge. */
export interface Thrown {
  readonly name: string;
  readonly message: string;
  readonly offset?: number;
}

/** The parts of an error; a call that ran out of time or memory or died did not throw, and is thrown on. */
export function thrown(error: unknown): Thrown {
  const { name, message, offset } = (error ?? {}) as { name?: unknown; message?: unknown; offset?: unknown };
  return {
    name: typeof name === "string" ? name : kind(error),
    message: typeof message === "string" ? message : String(error),
    ...(typeof offset === "number" ? { offset } : {}),
  };
}

function kind(error: unknown): string {
  return error === null ? "null" : typeof error;
}
