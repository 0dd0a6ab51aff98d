/** @file `cryolab forget`: a person leaves the class for good. */

import { readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Command } from "commander";
import pc from "picocolors";
import type { Class } from "../course/class.ts";
import { readLearner } from "../course/roster.ts";
import { forget } from "../store/forget.ts";
import { type ClassOptions, classOption, oneLine, withClass } from "./class-argument.ts";
import { count, print } from "./terminal.ts";

interface Options extends ClassOptions {
  readonly yes?: boolean;
}

/** Adds `forget`. */
export function forgetCommand(program: Command): void {
  const command = program
    .command("forget")
    .argument("<learner>", "the learner's id")
    .option("--yes", "do it; it cannot be undone")
    .description("take a person out of the class: name, addresses, what was handed in, what was said about it");
  classOption(command)
    .addHelpText(
      "after",
      `
What stays names nobody: points, times and kinds of failures, so that the statistics are as they were, and the log without the name.
Backups, exported files and the inbox are not searched: what lies there under the learner's name is listed, for you to delete.

Example:
  $ cryolab forget ada --yes`,
    )
    .action((learner: string, options: Options) => withClass(options, (cls) => run(cls, learner, options)));
}

function run(cls: Class, learner: string, options: Options): void {
  const { id, name } = readLearner(cls, learner);
  if (!options.yes) throw new Error(`forget: ${id} (${oneLine(name)}) would be taken out for good; add --yes to do it`);
  const { as, submissions, files } = forget(cls.db, id);
  let removed = 0;
  for (const path of below(join(cls.folder, "feedback")).filter((one) => stem(one) === id)) {
    rmSync(path);
    removed++;
  }
  // results that wait for a regrade quote what learners wrote
  for (const entry of readdirSync(cls.folder)) if (/^regrade-.*\.ndjson$/.test(entry)) rmSync(join(cls.folder, entry));
  print(
    `forgotten: ${count(submissions, "submission")}, ${count(files, "file")} kept for nobody else, ${removed} of feedback; the rest is ${as}'s`,
  );
  const left = below(join(cls.folder, "inbox")).filter((one) =>
    one.split(/[\\/]/).some((part) => part === id || stem(part) === id),
  );
  for (const path of left) print(pc.yellow(`still there: ${oneLine(path)}`));
  print("backups and exports that were made before still hold the name");
}

function stem(path: string): string {
  return (path.split(/[\\/]/).at(-1) ?? "").replace(/\.\w+$/, "");
}

function below(folder: string): string[] {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath ?? entry.path, entry.name));
  } catch {
    return [];
  }
}
