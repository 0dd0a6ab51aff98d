/** @file `cryolab grade ps1`: a problem set graded into the class. */

import pc from "picocolors";
import { findClass, openClass } from "../course/class.ts";
import { gradeClass } from "../course/grade-class.ts";
import { readLearner } from "../course/roster.ts";
import { readSet } from "../course/sets.ts";
import type { RemoteGrader } from "../queue/redis-client.ts";
import { bar } from "./bar.ts";
import { type ClassOptions, oneLine } from "./class-argument.ts";
import { count, print } from "./terminal.ts";

/** Options of grading a set. */
export interface SetOptions extends ClassOptions {
  readonly exercise?: string;
  readonly learner?: string;
  readonly workers?: string;
  readonly unsafe?: boolean;
  readonly redis?: string | true;
  readonly prefix?: string;
  readonly json?: boolean;
  readonly visible?: boolean;
  readonly private?: boolean;
}

/** The set that the arguments name, or undefined when they name files: those have an extension. */
export function setOfClass(what: readonly string[], options: SetOptions): string | undefined {
  const [name] = what;
  const looksLikeSet = what.length === 1 && /^[a-z0-9][a-z0-9-]*$/.test(name);
  const forClass = options.class ?? options.learner ?? options.workers ?? options.unsafe ?? options.redis;
  if (!looksLikeSet && forClass === undefined) return undefined;
  if (!looksLikeSet)
    throw new RangeError(
      `grade: --class, --learner, --workers, --unsafe and --redis are for one problem set such as ps1, got ${what.join(" ")}`,
    );
  findClass(options.class);
  return name;
}

/** How many at once. */
export function parseWorkers(text: string | undefined): { workers?: number } {
  if (text === undefined) return {};
  const workers = Number(text);
  if (!Number.isInteger(workers) || workers < 1 || workers > 256)
    throw new RangeError(`--workers: must be a whole number from 1 to 256, got ${text}`);
  return { workers };
}

/** Grades a set into the class. */
export async function gradeSet(problemSet: string, options: SetOptions, signal: AbortSignal): Promise<void> {
  if (options.visible || options.private)
    throw new RangeError("grade: --visible and --private are for files; a set is graded by all its tests");
  const workers = parseWorkers(options.workers);
  const cls = openClass(options.class);
  try {
    const { learner, exercise, unsafe = false } = options;
    const set = readSet(cls.db, problemSet);
    const ids = set.exercises.map((one) => one.exercise);
    if (exercise !== undefined && !ids.includes(exercise))
      throw new RangeError(`--exercise: ${exercise} is not in ${problemSet}; its exercises are ${ids.join(", ")}`);
    const selection = {
      ...(learner === undefined ? {} : { learner: readLearner(cls, learner).id }),
      ...(exercise === undefined ? {} : { exercise }),
    };
    const line = bar();
    const remote = await remoteOf(options);
    let result: Awaited<ReturnType<typeof gradeClass>>;
    try {
      result = await gradeClass(cls, {
        problemSet,
        ...selection,
        ...(remote ? { workers: AT_WORKERS, grader: remote.grade } : {}),
        ...workers,
        unsafe,
        signal,
        onProgress: ({ done, total, last }) => line.at(done, total, last),
      });
    } finally {
      line.end();
      await remote?.close();
    }
    if (result.failed.length > 0) process.exitCode = 1;
    if (options.json) {
      print(JSON.stringify(result, null, 2));
      return;
    }
    const { graded, before, outdated, failed, ms } = result;
    for (const { learner: who, exercise: what, reason } of failed)
      print(pc.red(`! ${oneLine(who)} · ${what}  not graded, by a failure of ours: ${oneLine(reason)}`));
    const rate = graded > 0 ? ` in ${(ms / 1000).toFixed(1)} s (${((graded / ms) * 1000).toFixed(1)}/s)` : "";
    print(`${count(graded, "grading")} written${rate}, ${before} had theirs already, ${failed.length} failed`);
    if (outdated > 0)
      print(
        pc.yellow(
          `${count(outdated, "grading")} by tests that have changed since: cryolab regrade ${problemSet} shows what would change`,
        ),
      );
    if (failed.length > 0)
      print(`run cryolab grade ${problemSet} again when the reason is gone: no grade was made of them`);
  } finally {
    cls.close();
  }
}

/** Gradings that are handed out at once, when workers elsewhere do them. */
const AT_WORKERS = 200;

/** The way to workers elsewhere, if it was asked for. */
async function remoteOf({ redis, prefix = "cryolab" }: SetOptions): Promise<RemoteGrader | undefined> {
  if (redis === undefined) return undefined;
  const url = redis === true ? process.env.CRYOLAB_REDIS : redis;
  if (!url) throw new Error("grade: --redis needs a URL, there or in CRYOLAB_REDIS");
  const [{ redisAddress }, { openRemote }] = await Promise.all([
    import("../queue/redis-connection.ts"),
    import("../queue/redis-client.ts"), // with BullMQ: only who asks pays
  ]);
  let told = "";
  const onTrouble = (problem: string): void => {
    if (problem !== told) process.stderr.write(`${pc.yellow(oneLine(problem))}\n`); // a server that is away says it often
    told = problem;
  };
  const remote = await openRemote(redisAddress(url), { prefix, onTrouble });
  const workers = await remote.workers();
  if (workers === 0) onTrouble("no worker is there yet: start cryolab worker --redis URL where work shall be done");
  return remote;
}
