/** @file `cryolab assign`: a problem set is made or changed. */

import type { Command } from "commander";
import pc from "picocolors";
import { type Assignment, assign, showAttempts, showDue } from "../course/assign.ts";
import type { Class } from "../course/class.ts";
import { parseDate } from "../course/dates.ts";
import { forgiving, parseGrace, parseLate, showLate } from "../course/late.ts";
import { readSetFile, setFiles } from "../course/set-file.ts";
import { findSet, type ProblemSet, pointsOf } from "../course/sets.ts";
import { type ClassOptions, classOption, table, withClass } from "./class-argument.ts";
import { count, print } from "./terminal.ts";

interface Options extends ClassOptions {
  readonly title?: string;
  readonly due?: string;
  readonly late?: string;
  readonly grace?: string;
  readonly attempts?: string;
  readonly keep?: string;
  readonly points?: string;
  readonly dryRun?: boolean;
}

/** Adds `assign`. */
export function assignCommand(program: Command): void {
  const command = program
    .command("assign")
    .argument("<set>", "short name of the problem set, such as ps1")
    .argument(
      "[exercises...]",
      "ids, topic/slug, in order; without them the ready-made set of that name, or those it has",
    )
    .option("--title <title>", "what learners read")
    .option("--due <date>", '2026-12-01 (the end of that day), "2026-12-01 18:00", ISO with an offset, or none')
    .option(
      "--late <policy>",
      'none (counts in full), zero (counts nothing), or "10% a day, at least 50%, until 7 days"',
    )
    .option("--grace <time>", "so much later is still on time: 15m, 2h, 1d")
    .option("--attempts <n>", "how many count, the first ones by time; or any")
    .option("--keep <which>", "which of them is the grade: best or last")
    .option("--points <list>", "what exercises are worth in this set: fourier/dft=10,fourier/fft=20")
    .option("--dry-run", "say what would change, and change nothing")
    .description("make a problem set, or change one");
  classOption(command)
    .addHelpText(
      "after",
      `
Without --points an exercise is worth the sum of its tests' points. What is not given stays. On a set that learners have handed in
already, the changes are shown with the number of grades they move; marks by hand stay and are flagged for review.

Examples:
  $ cryolab assign ps1 fourier/dft fourier/fft --due "2026-12-01 18:00" --late "10% a day, at least 50%, until 7 days"
  $ cryolab assign ps1 --due 2026-12-03 --grace 15m --dry-run
  $ cryolab assign ps2`,
    )
    .action((id: string, exercises: string[], options: Options) =>
      withClass(options, (cls) => run(cls, id, exercises, options)),
    );
}

function run(cls: Class, id: string, exercises: readonly string[], options: Options): void {
  const given = assignment(cls, id, exercises, options);
  const { set, made, changes, grades } = assign(cls, id, given, { dryRun: options.dryRun === true });
  const would = options.dryRun ? "would be " : "";
  if (made) print(`${id} ${would}made`);
  else if (changes.length === 0) print(`${id} stays as it is`);
  else print(`${id} ${would}changed:`);
  for (const change of changes) print(pc.yellow(`  ${change}`));
  if (grades > 0) print(pc.yellow(`  ${count(grades, "grade")} ${options.dryRun ? "would move" : "moved"}`));
  show(set, cls.zone);
}

function show(set: ProblemSet, zone: string): void {
  print(`${set.id}  ${set.title} · ${pointsOf(set)} points`);
  print(`  due ${showDue(set.due, zone)} · ${showLate(set.late)} · attempts: ${showAttempts(set)}`);
  table(
    ["  exercise", "points"],
    set.exercises.map(({ exercise, points }) => [`  ${exercise}`, points]),
  );
}

function assignment(cls: Class, id: string, exercises: readonly string[], options: Options): Assignment {
  const { due, title, keep } = options;
  const old = findSet(cls.db, id);
  const ready = exercises.length === 0 && old === undefined ? readSetFile(id, cls.root) : undefined;
  if (exercises.length === 0 && old === undefined && ready === undefined) {
    const there = setFiles(cls.root);
    const way = there.length > 0 ? `, ready-made ones are ${there.join(", ")}` : "";
    throw new RangeError(`assign: ${id} is new and needs exercises; add their ids (cryolab list shows all)${way}`);
  }
  if (keep !== undefined && keep !== "best" && keep !== "last")
    throw new RangeError(`--keep: must be best or last, got ${JSON.stringify(keep)}`);
  const late = options.late ?? ready?.late;
  const graceText = options.grace ?? ready?.grace;
  const grace = graceText === undefined ? undefined : parseGrace(graceText);
  const policy = late === undefined ? { ...(old?.late ?? forgiving) } : parseLate(late, old?.late.graceMinutes);
  const attempts = options.attempts === undefined ? ready?.attempts : parseAttempts(options.attempts);
  const which = keep ?? ready?.keep;
  const name = title ?? ready?.title;
  return {
    ...(name === undefined ? {} : { title: name }),
    ...(exercises.length > 0 ? { exercises: exercises.map((one) => ({ id: one })) } : {}),
    ...(ready ? { exercises: ready.exercises } : {}),
    ...(options.points === undefined ? {} : { points: parsePoints(options.points) }),
    ...(due === undefined ? {} : { due: due === "none" ? null : parseDate(due, cls.zone) }),
    ...(late === undefined && grace === undefined
      ? {}
      : { late: { ...policy, ...(grace === undefined ? {} : { graceMinutes: grace }) } }),
    ...(attempts === undefined ? {} : { attempts }),
    ...(which === undefined ? {} : { keep: which }),
  };
}

function parseAttempts(text: string): number | null {
  if (text === "any") return null;
  const n = Number(text);
  if (!Number.isInteger(n) || n < 1)
    throw new RangeError(`--attempts: must be a whole number from 1, or any, got ${text}`);
  return n;
}

function parsePoints(text: string): Map<string, number> {
  const points = new Map<string, number>();
  for (const part of text.split(",")) {
    const match = /^\s*([^=]+?)\s*=\s*(\d+(?:\.\d+)?)\s*$/.exec(part);
    if (!match)
      throw new RangeError(`--points: must be like fourier/dft=10,fourier/fft=20, got ${JSON.stringify(part)}`);
    points.set(match[1], Number(match[2]));
  }
  return points;
}
