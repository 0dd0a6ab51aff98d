/**
 * @file A synthetic class in a class of its own: learners in the roster, files in the inbox, collected; and, once graded, what differs from
 * what must be.
 */

import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { assign } from "@cryolab/grader/internal/course/assign";
import { type Class, initClass } from "@cryolab/grader/internal/course/class";
import { type Collected, collect } from "@cryolab/grader/internal/course/collect/index";
import { importRoster } from "@cryolab/grader/internal/course/roster";
import type { Learner } from "./class.ts";
import { mismatch } from "./expected.ts";

/** A table for spreadsheets. */
const csv = (rows: readonly (readonly string[])[]): string =>
  rows.map((row) => `${row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(",")}\n`).join("");

/** The roster as a registrar would send it. */
export const rosterOf = (learners: readonly Learner[]): string =>
  csv([["login", "name"], ...learners.map(({ id, name }) => [id, name])]);

/** Writes what was handed in, a folder a learner. */
export function writeInbox(inbox: string, learners: readonly Learner[]): void {
  for (const { id, file } of learners) {
    if (file === undefined) continue;
    const path = join(inbox, id, file.path);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, file.bytes);
  }
}

/** A class in an empty folder, with what lies in an inbox collected as `ps1`; close it when done. */
export async function collectedClass(
  folder: string,
  inbox: string,
  learners: readonly Learner[],
  options: { readonly exercises: readonly string[]; readonly root: string },
): Promise<{ readonly cls: Class; readonly collected: Collected }> {
  const cls = initClass(folder, { root: options.root, zone: "UTC" });
  importRoster(cls, rosterOf(learners), "roster.csv");
  assign(cls, "ps1", { exercises: options.exercises.map((id) => ({ id })) });
  return { cls, collected: await collect(cls, "ps1", [inbox]) };
}

/** Every answer whose grading is not what it must be, in words. */
export function mismatches(cls: Class, learners: readonly Learner[]): string[] {
  const run = cls.db.prepare<{ status: string; points: number; n: number }>(
    `select r.status, r.points, count(*) over () n from run r join submission s on s.id = r.submission
     where s.learner = ? and r.exercise = ?`,
  );
  const wrong: string[] = [];
  for (const { id, form, answers } of learners)
    for (const [exercise, { name, expected }] of answers) {
      const got = run.get(id, exercise);
      const problem = got !== undefined && got.n > 1 ? `graded ${got.n} times` : mismatch(expected, got);
      if (problem !== undefined) wrong.push(`${id} (${form}), ${exercise} (${name}): ${problem}`);
    }
  return wrong;
}
