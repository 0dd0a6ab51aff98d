/**
 * @file From the error of a test to a status and two messages. Of a hidden test the public message is made of the
 * author's sentences, names of kinds and rough sizes only; what the learner's code said can carry hidden inputs out,
 * and so can chai's and fast-check's own texts: they are private.
 */

import type { TestStatus } from "../results.ts";
import { SandboxError } from "../sandbox/types.ts";
import { CheckFailure, findCause } from "../testing/failure.ts";

/** How a test ended and what to say about it. */
export interface Verdict {
  readonly status: TestStatus;
  readonly class: string;
  readonly publicMessage: string;
  readonly privateMessage: string;
}

/** What is needed to put it in words. */
export interface Setting {
  readonly hidden: boolean;
  readonly title: string;
  /** cell and line of a line of the assembled source */
  readonly locate: (line: number) => { label: string; line: number };
}

const WORDS: Readonly<Record<SandboxError["status"], string>> = {
  threw: "the function threw an error",
  timeout: "no answer within the time limit: an endless loop, or too many steps",
  memory: "the function needed more memory than it may",
  died: "the process of the answer ended before it returned",
  "bad-value": "the function returned something that is not data",
};

const STANDARD = new Set([
  "Error",
  "TypeError",
  "RangeError",
  "SyntaxError",
  "ReferenceError",
  "EvalError",
  "URIError",
]);

/** The verdict on what a test threw. */
export function verdict(error: unknown, setting: Setting): Verdict {
  const known = findCause(
    error,
    (e): e is CheckFailure | SandboxError => e instanceof CheckFailure || e instanceof SandboxError,
  );
  if (known instanceof CheckFailure) {
    const { publicMessage, privateMessage } = known;
    const full = [publicMessage, privateMessage, known === error ? "" : text(error)].filter((part) => part !== "");
    return {
      status: "fail",
      class: known.class,
      publicMessage: setting.hidden ? publicMessage : full.join("\n"),
      privateMessage: full.join("\n"),
    };
  }
  if (known instanceof SandboxError) return ofSandbox(known, error, setting);
  const message = text(error);
  if (isTimeout(error))
    return {
      status: "timeout",
      class: "timeout",
      publicMessage: "the test ran out of time: many calls that each take long",
      privateMessage: message,
    };
  const title = `does not hold: ${setting.title}`;
  return {
    status: "fail",
    class: "assertion",
    publicMessage: setting.hidden ? title : message,
    privateMessage: message,
  };
}

function ofSandbox(known: SandboxError, error: unknown, { hidden, locate }: Setting): Verdict {
  const { status, detail } = known;
  const line = Number.parseInt(detail.where ?? "", 10);
  const place = Number.isInteger(line) ? locate(line) : undefined;
  const where = place === undefined ? "" : ` (${place.label}, line ${place.line})`;
  const full = `${status === "threw" ? `threw ${detail.name}: ${detail.message}` : `${WORDS[status]}: ${detail.message}`}${where}`;
  // the name of an error is the learner's text unless it is one of the language's own
  const kind = status === "threw" && STANDARD.has(detail.name) && detail.name !== "Error" ? ` (${detail.name})` : "";
  return {
    status,
    class: status,
    publicMessage: hidden ? `${WORDS[status]}${kind}` : full,
    privateMessage: known === error ? full : `${full}\n${text(error)}`,
  };
}

function isTimeout(error: unknown): boolean {
  return (error as { code?: unknown } | undefined)?.code === "ERR_MOCHA_TIMEOUT";
}

function text(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
