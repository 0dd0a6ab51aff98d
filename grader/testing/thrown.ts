/** @file What a call threw, whether it came through the wall or, in an editor, straight from the learner's file. */

import { InfrastructureError, SandboxError } from "../sandbox/types.ts";

/** The parts of an error that a test may judge. */
export interface Thrown {
  readonly name: string;
  readonly message: string;
  readonly offset?: number;
}

/** The parts of an error; a call that ran out of time or memory, or died, did not throw: that error goes on. */
export function thrown(error: unknown): Thrown {
  if (error instanceof InfrastructureError) throw error;
  if (error instanceof SandboxError && error.status !== "threw") throw error;
  const { name, message, offset } = (error instanceof SandboxError ? error.detail : (error ?? {})) as Partial<Thrown>;
  return {
    name: typeof name === "string" ? name : typeof error,
    message: typeof message === "string" ? message : String(error),
    ...(typeof offset === "number" ? { offset } : {}),
  };
}
