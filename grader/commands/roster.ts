/** @file `cryolab roster`: who is in the class. */

import { readFileSync } from "node:fs";
import type { Command } from "commander";
import pc from "picocolors";
import type { Class } from "../course/class.ts";
import { importRoster, readRoster } from "../course/roster.ts";
import { type ClassOptions, classOption, oneLine, table, withClass } from "./class-argument.ts";
import { count, print } from "./terminal.ts";

interface ImportOptions extends ClassOptions {
  readonly id?: string;
  readonly dryRun?: boolean;
  readonly deactivateMissing?: boolean;
}

interface ListOptions extends ClassOptions {
  readonly all?: boolean;
  readonly json?: boolean;
}

/** Adds `roster import` and `roster list`. */
export function rosterCommand(program: Command): void {
  const roster = program.command("roster").description("the learners of a class");
  classOption(
    roster
      .command("import")
      .argument("<file>", "a CSV with a row of column names; , or ; or tabs between")
      .option("--id <column>", "the column that says who a learner is, when it is not found by itself")
      .option("--dry-run", "say what would change, and change nothing")
      .option("--deactivate-missing", "who is not in the file is no longer active; nothing of theirs is deleted")
      .description("take learners from a CSV: those of Canvas, Moodle, Gradescope, or your own"),
  )
    .addHelpText(
      "after",
      `
Columns are found by their names: who it is (login, SIS Login ID, username, student id, id, email), name or first and last name, email,
section, and the ids that Canvas (ID) and Moodle (Identifier) use, by which collect recognises their downloads. An empty
cell takes nothing away, and nobody is ever deleted.

Examples:
  $ cryolab roster import students.csv --dry-run
  $ cryolab roster import canvas-gradebook.csv
  $ cryolab roster import registrar.csv --id "Matriculation no." --deactivate-missing`,
    )
    .action((file: string, options: ImportOptions) => withClass(options, (cls) => importFile(cls, file, options)));
  classOption(
    roster
      .command("list")
      .option("--all", "also who is no longer active")
      .option("--json", "print { learners: [...] } and nothing else")
      .description("show who is in the class"),
  )
    .addHelpText("after", "\nExample:\n  $ cryolab roster list --all")
    .action((options: ListOptions) => withClass(options, (cls) => list(cls, options)));
}

function importFile(cls: Class, file: string, options: ImportOptions): void {
  const { added, changed, same, missing, deactivated, columns, refused } = importRoster(
    cls,
    readText(file),
    file,
    options,
  );
  print(pc.dim(columns.map(oneLine).join(" · ")));
  for (const id of added) print(`${pc.green("+")} ${oneLine(id)}`);
  for (const { id, changes } of changed) print(`${pc.yellow("~")} ${oneLine(id)}  ${changes.map(oneLine).join("; ")}`);
  for (const line of refused) print(pc.red(`! ${oneLine(line)}`));
  const gone = deactivated
    ? "no longer active"
    : "in the class, not in the file, and left as they are (--deactivate-missing)";
  for (const id of missing) print(`${pc.dim("-")} ${oneLine(id)}  ${gone}`);
  const would = options.dryRun ? "would be " : "";
  const left = missing.length === 0 ? "" : `, ${missing.length} ${deactivated ? `${would}made inactive` : "left"}`;
  print(`${count(added.length, "learner")} ${would}added, ${changed.length} ${would}changed, ${same} as before${left}`);
}

function readText(file: string): string {
  let bytes: Buffer;
  try {
    bytes = readFileSync(file);
  } catch (error) {
    throw new Error(`roster: ${file} cannot be read (${(error as NodeJS.ErrnoException).code})`);
  }
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("windows-1252").decode(bytes); // what older spreadsheets write
  }
}

function list(cls: Class, { all = false, json }: ListOptions): void {
  const learners = readRoster(cls, { all });
  if (json) {
    print(JSON.stringify({ learners }, null, 2));
    return;
  }
  table(
    ["id", "name", "email", "section", ...(all ? ["active"] : [])],
    learners.map(({ id, name, email, section, active }) => [
      id,
      name,
      email,
      section,
      ...(all ? [active ? "yes" : "no"] : []),
    ]),
  );
  print(count(learners.length, "learner"));
}
