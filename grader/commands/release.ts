/** @file `cryolab release`: the folder and the zip that learners get for a problem set. */

import { join, relative } from "node:path";
import type { Command } from "commander";
import pc from "picocolors";
import type { Class } from "../course/class.ts";
import { readSet } from "../course/sets.ts";
import type { ProblemSet } from "../learner/problem-set.ts";
import type { Released } from "../release/release.ts";
import { happened } from "../store/events.ts";
import { type ClassOptions, classOption, withClass } from "./class-argument.ts";
import { print, progress } from "./terminal.ts";

/** Adds `release`. */
export function releaseCommand(program: Command): void {
  classOption(program.command("release"))
    .argument("<problem-set>", "its name, such as ps1")
    .description("write what learners get: notebook, visible tests, the library and the kernel; no solution")
    .addHelpText(
      "after",
      `
Writes release/ps1/ and release/ps1.zip into the class's folder. Learners unpack the zip and type npm start or npm test.
Every byte is searched for the canaries of solutions and hidden files, every text for runs of their words; when one is
found, nothing is written, and the status is 1.

Example:
  $ cryolab release ps1`,
    )
    .action((id: string, options: ClassOptions) => withClass(options, (cls) => run(cls, id)));
}

async function run(cls: Class, id: string): Promise<void> {
  const { release } = await import("../release/release.ts"); // with the compiler: other commands start without
  const line = progress();
  let released: Released;
  try {
    released = await release(learnersSet(cls, id), {
      root: cls.root,
      into: join(cls.folder, "release"),
      onStep: line.say,
    });
  } finally {
    line.end();
  }
  const now = Date.now();
  cls.db.transaction(() => {
    cls.db.prepare("update problem_set set released_at = ? where id = ?").run(now, id);
    happened(cls.db, { what: "released", problemSet: id, detail: { sha256: released.sha256 } }, now);
  });
  const here = (path: string) => relative(process.cwd(), path) || path;
  print(
    `${pc.bold(here(released.zip))}  ${(released.size / 1e6).toFixed(1)} MB, ${released.files} files, also in ${here(released.folder)}`,
  );
  print(`sha256   ${released.sha256}`);
  print(pc.green(`searched for ${released.secrets} secret files: none is in it`));
}

/** A problem set of a class as learners see it. */
export function learnersSet(cls: Class, id: string): ProblemSet {
  const { title, due, exercises } = readSet(cls.db, id);
  return {
    id,
    title,
    due: due === null ? null : new Date(due).toISOString(),
    exercises: exercises.map(({ exercise, points }) => ({ id: exercise, points })),
  };
}
