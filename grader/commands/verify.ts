/** @file `cryolab verify`: the exercises test themselves; one last line of counts. */

import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Command } from "commander";
import pc from "picocolors";
import { exerciseIds, findRoot } from "../registry/index.ts";
import type { Verified } from "../verify/verify.ts";
import { existing } from "./exercise-argument.ts";
import { attempt, count, print, progress } from "./terminal.ts";

/** Adds `verify`. */
export function verifyCommand(program: Command): void {
  program
    .command("verify")
    .argument("[exercises...]", "ids; all exercises without it")
    .option("--json", "print the findings as JSON")
    .option("--no-cache", "grade every answer again, also those that were proven and have not changed")
    .description("prove that exercises are sound: files, statement, types, secrecy, and what every answer scores")
    .addHelpText(
      "after",
      `
The reference and every right/ answer must score all points, the starter none, and every wrong/ answer must
lose a hidden test. The status is 1 if anything is wrong.

Examples:
  $ cryolab verify
  $ cryolab verify fourier/dft optics/ctf-1d
  $ cryolab verify --json > findings.json`,
    )
    .action((ids: string[], options: Options) => attempt((signal) => run(ids, options, signal)));
}

interface Options {
  readonly json?: boolean;
  readonly cache: boolean;
}

async function run(given: readonly string[], { json, cache }: Options, signal: AbortSignal): Promise<void> {
  const root = findRoot();
  if (!existsSync(join(root, "solutions")))
    throw new Error(`verify: ${root} has no solutions/; verify works in the course's own checkout, not in a release`);
  const ids = given.length > 0 ? given.map((id) => existing(id, root)) : exerciseIds(root);
  const { verify } = await import("../verify/verify.ts"); // with the compiler: half a second that only verify pays
  const line = progress();
  const onProgress = (done: number, total: number, id: string) =>
    line.say(`${done} of ${total} answers graded, now ${id}`);
  let verified: Verified[];
  try {
    verified = await verify(ids, { root, onProgress, signal, cache });
  } finally {
    line.end();
  }
  const flaws = verified.reduce((sum, exercise) => sum + exercise.flaws.length, 0);
  if (json) print(JSON.stringify({ exercises: verified, flaws }, null, 2));
  else show(verified, flaws);
  if (flaws > 0) process.exitCode = 1;
}

function show(verified: readonly Verified[], flaws: number): void {
  for (const { exercise, flaws: found, wrong, right } of verified) {
    const mark = found.length === 0 ? pc.green("✓") : pc.red("✗");
    print(`${mark} ${exercise}  ${wrong} wrong, ${right} right`);
    for (const flaw of found) print(`    ${flaw}`);
  }
  const sum = (of: (v: Verified) => number) => verified.reduce((total, v) => total + of(v), 0);
  const counts = [
    count(verified.length, "exercise"),
    `${sum((v) => v.wrong)} wrong answers`,
    `${sum((v) => v.right)} right answers`,
    count(flaws, "flaw"),
  ];
  print(flaws === 0 ? pc.green(counts.join(", ")) : pc.red(counts.join(", ")));
}
