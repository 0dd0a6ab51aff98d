/** @file `cryolab init`: a folder becomes a class. */

import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Command } from "commander";
import { changeClass, initClass, openClass, STORE } from "../course/class.ts";
import { attempt, print } from "./terminal.ts";

interface Options {
  readonly name?: string;
  readonly zone?: string;
  readonly exercises?: string;
}

/** Adds `init`. */
export function initCommand(program: Command): void {
  program
    .command("init")
    .argument("[folder]", "where the class is kept, on a local disk", ".")
    .option("--name <name>", "what the class is called; the folder's name otherwise")
    .option("--zone <zone>", "time zone of due dates, such as Europe/Vienna; this machine's otherwise")
    .option("--exercises <clone>", "the clone of the course; where this command comes from otherwise")
    .description("make a class: its file, and folders for what comes in and goes out")
    .addHelpText(
      "after",
      `
The folder gets class.sqlite (readable by you alone: it holds every grade, and the secret of which hidden inputs are made), inbox/,
release/ and feedback/. On a class that exists, init changes what is given and leaves the rest, also where the clone has moved to.

Examples:
  $ cryolab init teaching/cryo-2026 --name "Cryo-EM, autumn 2026"
  $ cryolab init teaching/cryo-2026 --exercises ~/src/cryolab`,
    )
    .action((folder: string, options: Options) => attempt(() => init(folder, options)));
}

function init(folder: string, { name, zone, exercises }: Options): void {
  const given = {
    ...(name === undefined ? {} : { name }),
    ...(zone === undefined ? {} : { zone }),
    ...(exercises === undefined ? {} : { root: exercises }),
  };
  const there = existsSync(join(folder, STORE));
  if (there && Object.keys(given).length === 0)
    throw new Error(`init: ${resolve(folder)} is a class already; add --name, --zone or --exercises to change it`);
  let cls = there ? openClass(folder) : initClass(folder, given);
  try {
    if (there) cls = changeClass(cls, given);
    print(`${there ? "changed" : "made"} the class ${JSON.stringify(cls.name)} in ${cls.folder}`);
    print(`exercises from ${cls.root}; times are read in ${cls.zone}`);
    if (!there) print(`next: cd ${folder}, then cryolab roster import students.csv`);
  } finally {
    cls.close();
  }
}
