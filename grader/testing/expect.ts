/**
 * @file The checks of exercise tests. Each throws a CheckFailure whose public message holds no value, so that it can
 * leave the grader even from a hidden test. `says` is the author's own sentence and comes first.
 */

import { compare, kindOf, type Tolerance } from "./compare.ts";
import { type CheckClass, CheckFailure } from "./failure.ts";
import { probeHere } from "./probe.ts";
import { thrown } from "./thrown.ts";
import type { AnyFunction, Probe, WalledFunction } from "./types.ts";

/** How near an answer must be, and what to tell the learner when it is not. */
export interface Closeness extends Tolerance {
  /** the author's sentence: what to look at; it must hold no hidden value */
  readonly says?: string;
}

/**
 * Fails unless an answer is as expected: kinds and shapes first, then NaN and infinities, then
 * |a − e| ≤ abs + rel·max|e| on every array of numbers. Extra fields are allowed, −0 equals 0.
 *
 * @param actual - an answer, not trusted to be anything
 * @param expected - a number, a typed array, a record of such ({ shape, data }, { shape, re, im }, …) or a list of these
 * @param options - tolerance and the author's sentence
 */
export function expectClose(actual: unknown, expected: unknown, options: Closeness): void {
  const found = compare(actual, expected, options);
  if (found !== undefined) fail(found.class, options.says, found.summary, found.details, expectClose);
}

/** As `expectClose`, for one number. */
export function expectNumber(actual: unknown, expected: number, options: Closeness): void {
  const found = compare(actual, expected, options);
  if (found !== undefined) fail(found.class, options.says, found.summary, found.details, expectNumber);
}

/** A record without the sources of chance in it, `{ snr, rng }` as `{ snr }`; anything else as it is. */
function withoutRngs(value: unknown): unknown {
  if (typeof value !== "object" || value === null || !Object.values(value).some(isRng)) return value;
  return Object.fromEntries(Object.entries(value).filter(([, part]) => !isRng(part)));
}

/**
 * Calls a function and fails if it changed an argument or if its result shares memory with one. An Rng may advance, as an
 * argument or in a record of options.
 *
 * @returns the result of the call
 */
export async function expectUntouched<F extends AnyFunction>(
  fn: WalledFunction<F> | F,
  ...args: Parameters<F>
): Promise<Awaited<ReturnType<F>>> {
  const probe = "probe" in fn ? await fn.probe(...args) : await probeHere(fn, args);
  const { value, args: after, shares } = probe as Probe<Awaited<ReturnType<F>>, readonly unknown[]>;
  for (let i = 0; i < args.length; i++) {
    if (isRng(args[i]) || typeof args[i] === "function") continue;
    const found = compare(withoutRngs(after[i]), withoutRngs(args[i]), {});
    if (found !== undefined)
      fail("mutated", undefined, `argument ${i + 1} is changed: work on a copy`, found.details, expectUntouched);
  }
  if (shares) {
    const words = "the result shares memory with an argument: return a new array";
    fail("shares-memory", undefined, words, "", expectUntouched);
  }
  return value;
}

/** What an error must be. */
export interface ExpectedError {
  /** its name: "RangeError", "MrcFormatError", … */
  readonly name: string;
  /** a part of its message, or a pattern */
  readonly message?: string | RegExp;
  /** its property `offset` */
  readonly offset?: number;
  /** the author's sentence */
  readonly says?: string;
}

/** Fails unless a call throws the error that is due; running out of time or memory, or dying, is not throwing. */
export async function expectRejects<F extends AnyFunction>(
  fn: WalledFunction<F> | F,
  args: Parameters<F>,
  due: ExpectedError,
): Promise<void> {
  const call: (...args: Parameters<F>) => unknown = fn;
  let error: unknown;
  try {
    const value = await call(...args);
    const details = `got ${kindOf(value)}`;
    return fail("did-not-throw", due.says, `${article(due.name)} is due, the call returned`, details, expectRejects);
  } catch (e) {
    if (e instanceof CheckFailure) throw e;
    error = e;
  }
  const { name, message, offset } = thrown(error);
  const details = `got ${name}: ${message}${offset === undefined ? "" : ` (offset ${offset})`}`;
  if (name !== due.name) return fail("wrong-error", due.says, `${article(due.name)} is due`, details, expectRejects);
  const says = typeof due.message === "string" ? message.includes(due.message) : (due.message?.test(message) ?? true);
  if (!says) {
    const wanted = `expected a message with ${due.message}, ${details}`;
    return fail(
      "wrong-error",
      due.says,
      `the message of the ${due.name} does not say what is due`,
      wanted,
      expectRejects,
    );
  }
  if (due.offset !== undefined && offset !== due.offset) {
    const wanted = `expected offset ${due.offset}, ${details}`;
    return fail("wrong-error", due.says, `the ${due.name} carries the wrong offset`, wanted, expectRejects);
  }
}

/** Fails with the author's sentence unless a condition holds; the sentence must hold no hidden value. */
export function expectThat(condition: boolean, says: string): void {
  if (condition !== true) fail("claim", says, "", "", expectThat);
}

function fail(
  kind: CheckClass,
  says: string | undefined,
  summary: string,
  details: string,
  above: (...args: never[]) => unknown,
): never {
  const message = [says, summary].filter((part) => part !== undefined && part !== "").join(" · ");
  throw new CheckFailure(kind, message, details, above);
}

function isRng(value: unknown): boolean {
  const state = value !== null && typeof value === "object" ? (value as { state?: unknown }).state : undefined;
  return state instanceof Uint32Array && state.length === 4 && Object.keys(value as object).length === 1;
}

function article(name: string): string {
  return `${/^[aeiou]/i.test(name) ? "an" : "a"} ${name}`;
}
