/** @file `cryolab selftest`: attacks on the sandbox of this machine, one line each. */

import type { Command } from "commander";
import pc from "picocolors";
import { type AttackResult, selfTest, wallsHere } from "../sandbox/selftest.ts";
import { attempt, count, print, progress } from "./terminal.ts";

/** Adds `selftest`. */
export function selftestCommand(program: Command): void {
  program
    .command("selftest")
    .option("--json", "print { level, missing, results: [...] } and nothing else")
    .option("--level <level>", "A, B, C or D; the strongest of this machine without it")
    .description("attack the sandbox of this machine, and see what it contains")
    .addHelpText(
      "after",
      `
Level A is bubblewrap, a filter of system calls and limits; B is Deno under limits; C is Deno with a watchdog on its
memory; D is a process without an environment, under Node's permission model. CRYOLAB_ISOLATION asks for one as
--level does, also where answers are graded. The status is 1 if an attack gets through that the level contains.

Examples:
  $ cryolab selftest
  $ cryolab selftest --level B --json > walls.json`,
    )
    .action((options: Options) => attempt((signal) => run(options, signal)));
}

interface Options {
  readonly json?: boolean;
  readonly level?: string;
}

async function run({ json, level: asked }: Options, signal: AbortSignal): Promise<void> {
  const walls = await wallsHere(asked ?? process.env.CRYOLAB_ISOLATION);
  const { level, missing } = walls;
  const line = progress();
  let results: AttackResult[];
  try {
    results = await selfTest(walls, { signal, onResult: ({ name }) => line.say(name) });
  } finally {
    line.end();
  }
  const through = results.filter(({ outcome }) => outcome === "got through").length;
  if (through > 0) process.exitCode = 1;
  if (json) {
    print(JSON.stringify({ level, missing, results }, null, 2));
    return;
  }
  const width = Math.max(...results.map(({ name }) => name.length));
  for (const result of results) print(row(result, width));
  for (const why of missing) print(pc.yellow(why));
  const contained = results.filter(({ outcome }) => outcome === "contained").length;
  const unclaimed = results.length - contained - through;
  const rest = unclaimed > 0 ? `, ${unclaimed} not claimed at this level and not tried` : "";
  print(
    `level ${pc.bold(level)} · ${count(results.length, "attack")} · ${contained} contained, ${through} got through${rest}`,
  );
}

function row({ name, class: kind, outcome, how, ms }: AttackResult, width: number): string {
  const mark = { contained: pc.green("✓"), "got through": pc.red("✗"), "not claimed": pc.dim("–") }[outcome];
  // what a hostile process says may hold anything, also what moves the cursor
  const told = how.replace(/[^\p{L}\p{N}\p{P}\p{S} ]+/gu, " ").slice(0, 100);
  return `${mark} ${kind.padEnd(9)}  ${name.padEnd(width)}  ${`${ms} ms`.padStart(8)}  ${pc.dim(told)}`;
}
