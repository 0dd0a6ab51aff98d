/**
 * @file A learner's module behind a wall: values go in, values come out, and everything else that can happen is one of five
 * words. `A` to `D` is how strong the wall is; `D` is a child process.
 */

/** How strong the wall is: A namespaces and a syscall filter, B and C another runtime, D a child process. */
export type Isolation = "A" | "B" | "C" | "D";

/** What `call` resolves to when it is asked to probe. */
export interface Probed {
  readonly value: unknown;
  /** the arguments as they are after the call */
  readonly args: readonly unknown[];
  /** whether a typed array of the value shares memory with one of the arguments */
  readonly shares: boolean;
}

/** One learner's module, loaded in a process of its own. */
export interface Sandbox {
  readonly isolation: Isolation;
  /** names of the functions and classes that the module exports */
  readonly exports: readonly string[];
  /**
   * Calls an exported function; a class is constructed. Functions among the arguments can be called by the learner's code,
   * synchronously; functions and instances in the result can be called from here and return promises.
   *
   * @param fn - name of the export
   * @param args - values: null, booleans, numbers, strings, bigints, undefined, arrays, plain records, typed arrays, functions
   * @param options - wall clock in ms; `probe` resolves to a {@link Probed}
   * @throws SandboxError whatever the learner's code did wrong
   */
  call(fn: string, args: readonly unknown[], options?: { timeoutMs?: number; probe?: boolean }): Promise<unknown>;
  /** Puts another module in the place of the one that is loaded. */
  load(code: string, loadMs?: number): Promise<void>;
  /** what the learner printed, capped */
  readonly stdout: string;
  /** Ends the process and waits until it is gone. */
  close(): Promise<void>;
}

/** What the learner's code did. `where` is `line:column` of the assembled source: `Number.parseInt(where)` is its line. */
export interface SandboxErrorDetail {
  name: string;
  message: string;
  where?: string;
  /** the numeric property `offset` of the error, if it has one */
  offset?: number;
}

/** The learner's code threw, took too long or too much, died, or answered with something that is not a value. */
export class SandboxError extends Error {
  readonly status: "threw" | "timeout" | "memory" | "died" | "bad-value";
  readonly detail: SandboxErrorDetail;
  /** of a module that did not load: the wall behind which it was tried */
  isolation?: Isolation;

  constructor(status: SandboxError["status"], detail: SandboxErrorDetail) {
    super(`${detail.name}: ${detail.message}`);
    this.name = "SandboxError";
    this.status = status;
    this.detail = detail;
  }
}

/** Something of ours failed: never the learner's fault, never a grade. */
export class InfrastructureError extends Error {
  override readonly name: string = "InfrastructureError";
}

/** A sandbox that did not start: it may start at another try. */
export class StartFailure extends InfrastructureError {
  override readonly name: string = "StartFailure";
}

/** A guest that has not said a word in a long time, which tells nothing about the wall. */
export class SlowStart extends StartFailure {
  override readonly name: string = "SlowStart";
}
