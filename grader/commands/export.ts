/** @file `cryolab export`: a problem set for the autograder of Gradescope, or for nbgrader. */

import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import type { Command } from "commander";
import pc from "picocolors";
import type { Class } from "../course/class.ts";
import { gradescopeZip } from "../release/gradescope.ts";
import { nbgraderFiles } from "../release/nbgrader.ts";
import { happened } from "../store/events.ts";
import { type ClassOptions, classOption, withClass } from "./class-argument.ts";
import { learnersSet } from "./release.ts";
import { print, progress } from "./terminal.ts";

interface Options extends ClassOptions {
  readonly out?: string;
  readonly whole?: boolean;
}

/** Adds `export`. */
export function exportCommand(program: Command): void {
  const group = program
    .command("export")
    .description("a problem set for another system: gradescope, nbgrader")
    .addHelpText("after", "\nExamples:\n  $ cryolab export gradescope ps1\n  $ cryolab export nbgrader ps1");

  classOption(group.command("gradescope"))
    .argument("<problem-set>", "its name, such as ps1")
    .option("--out <file>", "the zip; without it export/SET-gradescope.zip in the class's folder")
    .option("--no-whole", "leave Node and the packages out: Gradescope fetches them when it builds the image")
    .description("build the autograder zip of Gradescope")
    .addHelpText(
      "after",
      `
Upload it at Configure Autograder; the assignment is worth the sum of the set's points. Hidden tests show after grades are
published. The zip holds hidden tests: keep it to yourself.

Example:
  $ cryolab export gradescope ps1`,
    )
    .action((id: string, options: Options) => withClass(options, (cls) => gradescope(cls, id, options)));

  classOption(group.command("nbgrader"))
    .argument("<problem-set>", "its name, such as ps1")
    .option("--out <folder>", "the course folder; without it export/SET-nbgrader in the class's folder")
    .description("write an assignment that nbgrader's own tools release and autograde")
    .addHelpText(
      "after",
      `
nbgrader runs tests in the learner's own kernel: the hidden tests stay in your clone and run behind its wall, but their
verdict passes through that kernel. cryolab grade does not have this weakness, and reads the same notebooks.

Example:
  $ cryolab export nbgrader ps1
  $ cd export/ps1-nbgrader && nbgrader generate_assignment ps1`,
    )
    .action((id: string, options: Options) => withClass(options, (cls) => nbgrader(cls, id, options)));
}

const here = (path: string): string => relative(process.cwd(), path) || path;

async function gradescope(cls: Class, id: string, { out, whole }: Options): Promise<void> {
  const path = out ?? join(cls.folder, "export", `${id}-gradescope.zip`);
  const line = progress();
  line.say("packing");
  try {
    const { root, secret } = cls;
    const built = await gradescopeZip(learnersSet(cls, id), { root, secret, ...(whole === false ? { whole } : {}) });
    put(path, built.bytes);
    happened(cls.db, { what: "exported", problemSet: id, detail: { to: "gradescope" } });
    line.end();
    print(
      `${pc.bold(here(path))}  ${(built.bytes.length / 1e6).toFixed(1)} MB; it holds hidden tests: for Gradescope's autograder only`,
    );
    if (!built.whole) print("without Node and packages: Gradescope fetches them from nodejs.org and the npm registry");
  } finally {
    line.end();
  }
}

function nbgrader(cls: Class, id: string, { out }: Options): void {
  const folder = out ?? join(cls.folder, "export", `${id}-nbgrader`);
  for (const [name, bytes] of nbgraderFiles(learnersSet(cls, id), cls.root)) put(join(folder, name), bytes);
  happened(cls.db, { what: "exported", problemSet: id, detail: { to: "nbgrader" } });
  print(`${pc.bold(here(folder))}  go there: nbgrader generate_assignment ${id}`);
}

function put(path: string, bytes: Uint8Array): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, bytes, { mode: 0o600 });
}
