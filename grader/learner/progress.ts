/**
 * @file How far a learner has come: `.cryolab/progress.json`, one small file. Several programs may write it at once: each
 * reads, changes and replaces it under a lock. A file that is broken is set aside, and a new one begun.
 */

import { mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as v from "valibot";
import type { ExerciseResult } from "../results.ts";

const entry = v.object({
  points: v.optional(v.number(), 0),
  max: v.optional(v.number(), 0),
  passed: v.optional(v.boolean(), false),
  hints: v.optional(v.number(), 0),
});
const schema = v.object({ last: v.optional(v.string()), exercises: v.optional(v.record(v.string(), entry), {}) });

/** What is known of one exercise. */
export interface ExerciseProgress {
  /** of the visible tests, at the last check */
  points: number;
  max: number;
  /** whether all visible tests passed at the last check */
  passed: boolean;
  /** rungs of the ladder of hints that were shown */
  hints: number;
}

/** What is known of a learner. */
export interface Progress {
  /** the exercise that was worked on last */
  last?: string | undefined;
  exercises: Record<string, ExerciseProgress>;
}

const folderOf = (root: string): string => join(root, ".cryolab");
const fileOf = (root: string): string => join(folderOf(root), "progress.json");

/** The progress; nothing yet when there is no file, or none that can be read. */
export function readProgress(root: string): Progress {
  const nothing: Progress = { exercises: {} };
  let text: string;
  try {
    text = readFileSync(fileOf(root), "utf8");
  } catch {
    return nothing;
  }
  try {
    return v.parse(schema, JSON.parse(text));
  } catch {
    return nothing;
  }
}

/** What is known of an exercise, zeros if nothing. */
export function progressOf(progress: Progress, id: string): ExerciseProgress {
  return Object.hasOwn(progress.exercises, id)
    ? progress.exercises[id]
    : { points: 0, max: 0, passed: false, hints: 0 };
}

/** Changes the progress. Where the folder cannot be written nothing is kept: progress is a help, not a condition. */
export function changeProgress(root: string, change: (progress: Progress) => void): Progress {
  try {
    mkdirSync(folderOf(root), { recursive: true });
  } catch {
    const progress = readProgress(root);
    change(progress);
    return progress;
  }
  return locked(join(folderOf(root), "progress.lock"), () => {
    setAsideIfBroken(fileOf(root));
    const progress = readProgress(root);
    change(progress);
    try {
      const temporary = `${fileOf(root)}.${process.pid}`;
      writeFileSync(temporary, `${JSON.stringify(progress, null, 2)}\n`);
      renameSync(temporary, fileOf(root));
    } catch (error) {
      if (!["EACCES", "EPERM", "EROFS", "ENOSPC"].includes((error as NodeJS.ErrnoException).code ?? "")) throw error;
    }
    return progress;
  });
}

/** Changes what is known of one exercise, and makes it the last one. */
export function changeExercise(root: string, id: string, change: (entry: ExerciseProgress) => void): ExerciseProgress {
  const progress = changeProgress(root, (all) => {
    const own = { ...progressOf(all, id) };
    change(own);
    Object.defineProperty(all.exercises, id, { value: own, enumerable: true, configurable: true, writable: true });
    all.last = id;
  });
  return progressOf(progress, id);
}

/** Keeps what the visible tests said. */
export function keepResult(root: string, { exercise, status, tests }: ExerciseResult): void {
  if (status === "infrastructure") return;
  const visible = tests.filter(({ hidden }) => !hidden);
  changeExercise(root, exercise, (entry) => {
    entry.points = visible.reduce((sum, { points }) => sum + points, 0);
    entry.max = visible.length > 0 ? visible.reduce((sum, { max }) => sum + max, 0) : entry.max;
    entry.passed = status === "graded" && visible.length > 0 && visible.every((test) => test.status === "pass");
  });
}

function setAsideIfBroken(file: string): void {
  try {
    v.parse(schema, JSON.parse(readFileSync(file, "utf8")));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return;
    try {
      renameSync(file, `${file}.broken`);
    } catch {
      // another program did
    }
  }
}

const STALE_MS = 5000;
const WAIT_MS = 10_000;
const pause = new Int32Array(new SharedArrayBuffer(4));

/** Runs short work that no other program does at the same time; the lock of one that was killed is taken after 5 s. */
function locked<T>(lock: string, work: () => T): T {
  const end = Date.now() + WAIT_MS;
  let held = false;
  while (!held && Date.now() < end) {
    try {
      writeFileSync(lock, String(process.pid), { flag: "wx" });
      held = true;
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code !== "EEXIST" && code !== "EPERM") break; // a folder that cannot be written: nobody else writes either
      try {
        if (Date.now() - statSync(lock).mtimeMs > STALE_MS) rmSync(lock, { force: true });
      } catch {
        // released meanwhile
      }
      Atomics.wait(pause, 0, 0, 5);
    }
  }
  try {
    return work();
  } finally {
    if (held) rmSync(lock, { force: true });
  }
}
