/**
 * @file How a test says no. A CheckFailure carries two messages: a public one, which may reach the learner even from
 * a hidden test and therefore holds no value, and a private one with the worst index, the value expected and the one
 * found. It extends chai's AssertionError, so that mocha shows it like any other.
 */

import { AssertionError } from "chai";

/** In what way an answer is wrong. */
export type CheckClass =
  | "wrong-kind"
  | "wrong-shape"
  | "not-finite"
  | "wrong-value"
  | "mutated"
  | "shares-memory"
  | "did-not-throw"
  | "wrong-error"
  | "claim";

/** A test that failed, in words for the learner and in words for the instructor. */
export class CheckFailure extends AssertionError<undefined> {
  readonly class: CheckClass;
  readonly publicMessage: string;
  readonly privateMessage: string;

  constructor(kind: CheckClass, publicMessage: string, privateMessage: string, above?: (...args: never[]) => unknown) {
    super(privateMessage === "" ? publicMessage : `${publicMessage}\n${privateMessage}`, undefined, above);
    this.class = kind;
    this.publicMessage = publicMessage;
    this.privateMessage = privateMessage;
  }
}

/** The first error of a kind in an error and its causes (fast-check wraps what its property threw), at most sixteen deep. */
export function findCause<E>(error: unknown, is: (e: unknown) => e is E): E | undefined {
  let e = error;
  for (let depth = 0; depth < 16 && e !== null && typeof e === "object"; depth++) {
    if (is(e)) return e;
    e = (e as { cause?: unknown }).cause;
  }
  return undefined;
}
