/**
 * @file Runs one test file under mocha. Nothing is worth points but a test whose function this process saw return and
 * that mocha called passed; whatever did not run is `skipped`, whatever is ours is an InfrastructureError.
 */

import Mocha from "mocha";
import type { Call } from "../diagnosis/like-wrong.ts";
import type { TestResult } from "../results.ts";
import { InfrastructureError } from "../sandbox/types.ts";
import { parseTitle } from "../score/points.ts";
import { findCause } from "../testing/failure.ts";
import { type Scope, type Session, scope } from "../testing/session.ts";
import { loadTestFile, type TestFile } from "./test-bundle.ts";
import { type Verdict, verdict } from "./verdict.ts";

/** How to run. */
export interface RunOptions {
  readonly session: Session;
  readonly locate: (line: number) => { label: string; line: number };
  /** what the titles must sum to */
  readonly points: number;
  /** time limit of a test, ms, unless the test sets its own */
  readonly timeoutMs: number;
  readonly bail: boolean;
  readonly onTest: (result: TestResult) => void;
  /** says for calls of tests that failed which known mistake they look like */
  readonly explain?: (failed: readonly (readonly Call[])[]) => Promise<readonly (string | undefined)[]>;
}

interface Entry {
  readonly test: Mocha.Test;
  readonly scope: Scope;
  returned: boolean;
  /** it returned while a call had not come back */
  floating: boolean;
  passed: boolean;
  printedBefore: number;
  failure?: Verdict;
  /** the test that had to pass first and did not */
  missed?: string;
  result?: TestResult;
}

/** The results of all tests of a file, in its order. */
export async function runTests(file: TestFile, options: RunOptions): Promise<TestResult[]> {
  const { session, onTest } = options;
  const mocha = new Mocha({ ui: "bdd", timeout: options.timeoutMs, bail: options.bail, reporter: Silent });
  mocha.suite.emit("pre-require", globalThis, file.path, mocha);
  await loadTestFile(file);
  const entries = new Map<Mocha.Runnable, Entry>();
  mocha.suite.eachTest((test) => entries.set(test, guard(test, session, [...entries.values()])));
  if (options.explain) for (const entry of entries.values()) entry.scope.calls = [];
  const sum = [...entries.keys()].reduce((points, test) => points + parseTitle(test.title).max, 0);
  if (entries.size === 0) throw new InfrastructureError(`the ${kind(file)} tests of ${file.exercise} hold no test`);
  if (sum !== options.points)
    throw new InfrastructureError(
      `the titles of the ${kind(file)} tests of ${file.exercise} sum to ${sum} points, exercise.json says ${options.points}`,
    );

  let broken: InfrastructureError | undefined;
  let failedHook: Verdict | undefined;
  const finish = (entry: Entry): void => {
    if (entry.result !== undefined) return;
    const { title, max } = parseTitle(entry.test.title);
    const passed = entry.passed && entry.returned && entry.failure === undefined;
    const judged = entry.failure ?? (passed ? PASS : skipped(failedHook, entry.missed));
    const said = passed ? "" : session.printed.slice(entry.printedBefore).trim().slice(0, 2000);
    const printed = said === "" ? "" : `\nprinted: ${said}`; // it can carry hidden inputs out
    const privateMessage = judged.privateMessage + printed;
    entry.result = {
      title,
      hidden: file.hidden,
      status: judged.status,
      points: passed ? max : 0,
      max,
      class: judged.class,
      publicMessage: file.hidden ? judged.publicMessage : judged.publicMessage + printed,
      ...(privateMessage === "" ? {} : { privateMessage }),
      ms: Math.round(entry.test.duration ?? 0),
    };
    onTest(entry.result);
  };

  await new Promise<void>((resolve) => {
    const runner = mocha.run(() => resolve());
    runner.on("pass", (test) => {
      const entry = entries.get(test);
      if (entry) entry.passed = true;
    });
    runner.on("fail", (runnable, error: unknown) => {
      broken ??= findCause(error, (e): e is InfrastructureError => e instanceof InfrastructureError);
      const judged = verdict(error, {
        hidden: file.hidden,
        title: parseTitle(runnable.title).title,
        locate: options.locate,
      });
      const entry = entries.get(runnable);
      if (entry) {
        entry.scope.ended = true;
        entry.failure ??= judged;
        if (judged.class === "timeout") void session.close(); // its call may still run
      } else failedHook ??= judged;
      if (session.broken !== undefined) runner.abort();
    });
    runner.on("test end", (test) => {
      const entry = entries.get(test);
      // what came late (a second failure after "pass") is judged before the test counts
      if (entry) setImmediate(() => finish(entry));
    });
  });
  await new Promise((resolve) => setImmediate(resolve));
  broken ??= session.broken;
  if (broken !== undefined) throw broken;
  for (const [test, entry] of entries) {
    if (entry.floating)
      throw new InfrastructureError(
        `"${test.title}" of ${file.exercise} ended before a call came back: await is missing`,
      );
    finish(entry);
  }
  await explainFailures([...entries.values()], options);
  return [...entries.values()].map((entry) => entry.result as TestResult);
}

/** Adds to what is said of failed tests which known mistake they look like. */
async function explainFailures(entries: readonly Entry[], { explain }: RunOptions): Promise<void> {
  const failed = entries.filter(({ result }) => result?.status === "fail");
  if (explain === undefined || failed.length === 0) return;
  // what cannot be explained is graded all the same: an explanation is a help, never a verdict
  const said = await explain(failed.map(({ scope }) => scope.calls ?? [])).catch(() => []);
  for (const [i, entry] of failed.entries()) {
    const words = said[i];
    if (words === undefined || entry.result === undefined) continue;
    const { publicMessage, privateMessage } = entry.result;
    entry.result = {
      ...entry.result,
      publicMessage: `${publicMessage}; ${words}`,
      ...(privateMessage === undefined ? {} : { privateMessage: `${privateMessage}\n${words}` }),
    };
  }
}

/**
 * Wraps a test so that its calls belong to it, so that only its own return lets it pass, and so that it runs only when the
 * tests passed that it comes after.
 */
function guard(test: Mocha.Test, session: Session, earlier: readonly Entry[]): Entry {
  const entry: Entry = { test, scope: scope(), returned: false, floating: false, passed: false, printedBefore: 0 };
  const body = test.fn as Mocha.AsyncFunc | undefined;
  if (body === undefined) return entry; // a pending test
  if (body.length > 0) throw new InfrastructureError(`"${test.title}" takes a callback: a test returns a promise`);
  const { after } = parseTitle(test.title);
  const before = after.map((place) => earlier[place - 1]);
  if (before.includes(undefined as never))
    throw new InfrastructureError(`"${test.title}" comes after a test that is not before it in the file`);
  test.fn = function (this: Mocha.Context) {
    const missed = before.find((one) => !one.passed || one.failure !== undefined);
    if (missed) {
      entry.missed = parseTitle(missed.test.title).title;
      return this.skip();
    }
    entry.printedBefore = session.printed.length;
    return session.within(entry.scope, async () => {
      await body.call(this);
      entry.floating = entry.scope.pending > 0;
      entry.returned = true;
    });
  };
  return entry;
}

const PASS: Verdict = { status: "pass", class: "", publicMessage: "", privateMessage: "" };

function skipped(failedHook: Verdict | undefined, missed: string | undefined): Verdict {
  const words =
    missed !== undefined
      ? `not run, since this failed: ${missed}`
      : failedHook !== undefined
        ? `not run, its preparation failed: ${failedHook.publicMessage}`
        : "not run";
  return {
    status: "skipped",
    class: "skipped",
    publicMessage: words,
    privateMessage: missed === undefined ? (failedHook?.privateMessage ?? "") : "",
  };
}

function kind({ hidden }: TestFile): string {
  return hidden ? "hidden" : "visible";
}

/** A reporter that says nothing. */
class Silent extends Mocha.reporters.Base {}
