/** @file `cryolab backup`: the class's file, as it is now, into another. */

import { statSync } from "node:fs";
import type { Command } from "commander";
import { backup } from "../store/backup.ts";
import { type ClassOptions, classOption, withClass } from "./class-argument.ts";
import { print } from "./terminal.ts";

interface Options extends ClassOptions {
  readonly force?: boolean;
}

/** Adds `backup`. */
export function backupCommand(program: Command): void {
  const command = program
    .command("backup")
    .argument("<file>", "where to, such as backups/2026-12-01.sqlite")
    .option("--force", "put it in the place of a file that is there")
    .description("copy the class into one file: submissions, grades, log and secret");
  classOption(command)
    .addHelpText(
      "after",
      `
The copy is made while others work, is read back page by page before it gets its name, and is readable by you alone: it holds all
that the class holds. Copying class.sqlite by hand is no backup: what was written last may still be in its log.

Example:
  $ cryolab backup /media/stick/cryo-$(date +%F).sqlite`,
    )
    .action((file: string, options: Options) =>
      withClass(options, (cls) => {
        backup(cls.db, file, { force: options.force === true });
        print(`${file}  ${(statSync(file).size / 1e6).toFixed(1)} MB, checked`);
      }),
    );
}
