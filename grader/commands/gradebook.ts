/** @file `cryolab gradebook`: the grades as a table, and as CSV for other systems. */

import { writeFileSync } from "node:fs";
import type { Command } from "commander";
import pc from "picocolors";
import type { Class } from "../course/class.ts";
import { DIALECTS, type Dialect, gradebookCsv } from "../course/dialects.ts";
import { type GradeCell, gradebook } from "../course/gradebook.ts";
import { happened } from "../store/events.ts";
import { type ClassOptions, classOption, oneLine, table, withClass } from "./class-argument.ts";
import { oneOf } from "./feedback.ts";
import { count, print } from "./terminal.ts";

interface ExportOptions extends ClassOptions {
  readonly to: string;
  readonly out?: string;
  readonly zeros?: boolean;
}

interface ShowOptions extends ClassOptions {
  readonly json?: boolean;
}

/** Adds `gradebook show` and `gradebook export`. */
export function gradebookCommand(program: Command): void {
  const book = program.command("gradebook").description("the grades of a class");
  classOption(
    book
      .command("show")
      .argument("<set>", "the problem set, such as ps1")
      .option("--json", "print everything as JSON and nothing else")
      .description("show the grades of a set"),
  )
    .addHelpText(
      "after",
      `
* is a mark by hand, ! one that should be looked at again since the tests' points changed below it, ' was not shown to the learner yet
or changed since; - is nothing handed in.

Example:
  $ cryolab gradebook show ps1`,
    )
    .action((set: string, options: ShowOptions) => withClass(options, (cls) => show(cls, set, options)));
  classOption(
    book
      .command("export")
      .argument("[sets...]", "problem sets; all of them otherwise")
      .option("--to <system>", "csv, canvas, moodle or gradescope", "csv")
      .option("--out <file>", "where to write; to standard output otherwise")
      .option("--zeros", "0 where nothing was handed in; empty otherwise, which platforms leave as it is")
      .description("write the grades as CSV"),
  )
    .addHelpText(
      "after",
      `
csv has every exercise; canvas, moodle and gradescope have a column for each set, in the columns that those systems read or write.
Cells that a spreadsheet would take for a formula begin with an apostrophe.

Examples:
  $ cryolab gradebook export --out grades.csv
  $ cryolab gradebook export ps1 --to canvas --out ps1-canvas.csv`,
    )
    .action((sets: string[], options: ExportOptions) => withClass(options, (cls) => exportTo(cls, sets, options)));
}

function exportTo(cls: Class, ids: readonly string[], options: ExportOptions): void {
  const to = oneOf(options.to, DIALECTS, "--to") as Dialect;
  const sets = gradebook(cls, ids);
  const text = gradebookCsv(sets, to, { zone: cls.zone, zeros: options.zeros === true });
  if (options.out === undefined) process.stdout.write(text);
  else {
    try {
      writeFileSync(options.out, text, { mode: 0o600 });
    } catch (error) {
      throw new Error(`gradebook: ${options.out} cannot be written (${(error as NodeJS.ErrnoException).code})`);
    }
    print(`${count(sets[0].rows.length, "learner")}, ${count(sets.length, "set")} in ${options.out}`);
  }
  happened(cls.db, { what: "exported", detail: { to, sets: sets.map(({ set }) => set.id) } });
}

function show(cls: Class, id: string, options: ShowOptions): void {
  const [grades] = gradebook(cls, [id]);
  if (options.json) {
    print(JSON.stringify(grades, null, 2));
    return;
  }
  const { set, max, rows } = grades;
  table(
    ["id", "name", ...set.exercises.map(({ exercise, points }) => `${exercise} (${points})`), `total (${max})`, "late"],
    rows.map(({ learner, cells, points, lateSeconds }) => [
      learner.id,
      learner.name,
      ...cells.map(cellText),
      points ?? "-",
      lateSeconds > 0 ? `${Math.ceil(lateSeconds / 3600)} h` : "",
    ]),
  );
  const review = rows.flatMap((row) =>
    row.cells.filter((cell) => cell.needsReview).map((cell) => `${oneLine(row.learner.id)} ${cell.exercise}`),
  );
  if (review.length > 0) print(pc.yellow(`to be looked at again: ${review.join(", ")}`));
  const there = rows.filter(({ points }) => points !== null).map(({ points }) => points as number);
  const mean = there.length === 0 ? 0 : there.reduce((a, b) => a + b, 0) / there.length;
  print(`${there.length} of ${count(rows.length, "learner")} graded, mean ${mean.toFixed(1)} of ${max}`);
}

function cellText({ points, manual, needsReview, unpublished }: GradeCell): string {
  if (points === null) return "-";
  return `${points}${manual === null ? "" : "*"}${needsReview ? "!" : ""}${unpublished ? "'" : ""}`;
}
