/** @file `cryolab restore`: a backup becomes a class again. */

import { mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Command } from "commander";
import { openClass, STORE } from "../course/class.ts";
import { restore } from "../store/backup.ts";
import { happened } from "../store/events.ts";
import { attempt, print } from "./terminal.ts";

interface Options {
  readonly class?: string;
  readonly force?: boolean;
}

/** Adds `restore`. */
export function restoreCommand(program: Command): void {
  program
    .command("restore")
    .argument("<file>", "a backup")
    .option("--class <folder>", "into which folder", ".")
    .option("--force", "put it in the place of the class that is there; what is in that one is lost")
    .description("bring a class back from a backup")
    .addHelpText(
      "after",
      `
The backup is checked first: its version, every page, and that nothing in it belongs to nothing. Let no other command of the class
run meanwhile.

Example:
  $ cryolab restore /media/stick/cryo-2026-12-01.sqlite --class teaching/cryo-2026`,
    )
    .action((file: string, options: Options) => attempt(() => run(file, options)));
}

function run(file: string, { class: folder = ".", force = false }: Options): void {
  restore(file, join(resolve(folder), STORE), { force });
  for (const part of ["inbox", "release", "feedback"]) mkdirSync(join(folder, part), { recursive: true, mode: 0o700 });
  const cls = openClass(folder);
  try {
    happened(cls.db, { what: "restored" });
    const n = cls.db.prepare<{ n: number }>("select count(*) n from learner where active = 1").get()?.n ?? 0;
    print(`the class ${JSON.stringify(cls.name)} is back in ${cls.folder}: ${n} learners`);
  } finally {
    cls.close();
  }
}
