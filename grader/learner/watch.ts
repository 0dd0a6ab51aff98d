/**
 * @file Watches the file of the exercise at hand and runs its visible tests on every save. A save while tests run ends that
 * run and begins again. The file is asked for its time, three times a second: that works on every disk and with every editor.
 */

import { statSync } from "node:fs";
import { gradeFile } from "../grade.ts";
import type { ExerciseResult, TestResult } from "../results.ts";
import { answerFile } from "./answers.ts";
import { keepResult } from "./progress.ts";

const LOOK_MS = 330;

/** What a watcher tells. */
export interface WatchEvents {
  /** a run begins */
  started(exercise: string): void;
  tested(exercise: string, test: TestResult): void;
  ended(result: ExerciseResult): void;
  failed(error: unknown): void;
}

/** A file being watched. */
export interface Watcher {
  /** Watches another exercise, and runs its tests at once. */
  turnTo(exercise: string): void;
  /** Ends the run, if one is going, and the watching. */
  close(): Promise<void>;
}

/** Starts with one exercise. */
export function startWatcher(first: string, root: string, events: WatchEvents): Watcher {
  let exercise = first;
  let seen = "";
  let run: AbortController | undefined;
  let going: Promise<void> = Promise.resolve();

  const begin = (): void => {
    run?.abort(new Error("saved again"));
    const own = new AbortController();
    run = own;
    const id = exercise;
    going = going.then(async () => {
      if (own.signal.aborted) return;
      events.started(id);
      try {
        const onTest = (test: TestResult) => {
          if (!own.signal.aborted) events.tested(id, test);
        };
        const result = await gradeFile(answerFile(id, root), id, { root, signal: own.signal, onTest });
        if (own.signal.aborted) return;
        keepResult(root, result);
        events.ended(result);
      } catch (error) {
        if (!own.signal.aborted) events.failed(error);
      }
    });
  };
  const look = (): void => {
    const now = stamp(answerFile(exercise, root));
    if (now === seen) return;
    seen = now;
    begin();
  };
  look();
  const timer = setInterval(look, LOOK_MS);
  return {
    turnTo(id) {
      exercise = id;
      seen = "";
      look();
    },
    async close() {
      clearInterval(timer);
      run?.abort(new Error("closed"));
      await going;
    },
  };
}

/** Changes whenever a file is saved. */
function stamp(path: string): string {
  const status = statSync(path, { throwIfNoEntry: false });
  return status === undefined ? "gone" : `${status.mtimeMs} ${status.size} ${status.ino}`;
}
