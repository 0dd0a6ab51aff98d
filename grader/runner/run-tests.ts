/**
 * @file Runs one test file under mocha. Nothing is worth points but a test whose function this process saw return and
 * that mocha called passed; whatever did not run is `skipped`, whatever is ours is an InfrastructureError.
 */

import Mocha from "mocha";
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
  result?: TestResult;
}

/** The results of all tests of a file, in its order. */
export async function runTests(file: TestFile, options: RunOptions): Promise<TestResult[]> {
  const { session, onTest } = options;
  const mocha = new Mocha({ ui: "bdd", timeout: options.timeoutMs, bail: options.bail, reporter: Silent });
  mocha.suite.emit("pre-require", globalThis, file.path, mocha);
  await loadTestFile(file);
  const entries = new Map<Mocha.Runnable, Entry>();
  mocha.suite.eachTest((test) => entries.set(test, guard(test, session)));
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
    const judged = entry.failure ?? (passed ? PASS : skipped(failedHook));
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
  return [...entries.values()].map((entry) => entry.result as TestResult);
}

/** Wraps a test so that its calls belong to it, and so that only its own return lets it pass. */
function guard(test: Mocha.Test, session: Session): Entry {
  const entry: Entry = { test, scope: scope(), returned: false, floating: false, passed: false, printedBefore: 0 };
  const body = test.fn as Mocha.AsyncFunc | undefined;
  if (body === undefined) return entry; // a pending test
  if (body.length > 0) throw new InfrastructureError(`"${test.title}" takes a callback: a test returns a promise`);
  test.fn = function (this: Mocha.Context) {
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

function skipped(failedHook: Verdict | undefined): Verdict {
  if (failedHook === undefined)
    return { status: "skipped", class: "skipped", publicMessage: "not run", privateMessage: "" };
  const { publicMessage, privateMessage } = failedHook;
  return {
    status: "skipped",
    class: "skipped",
    publicMessage: `not run, its preparation failed: ${publicMessage}`,
    privateMessage,
  };
}

function kind({ hidden }: TestFile): string {
  return hidden ? "hidden" : "visible";
}

/** A reporter that says nothing. */
class Silent extends Mocha.reporters.Base {}
