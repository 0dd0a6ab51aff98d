/** @file `cryolab canary`: gives every secret file the line by which a leak is found. */

import type { Command } from "commander";
import { findRoot } from "../registry/index.ts";
import { addCanaries, secretFiles } from "../release/canary.ts";
import { attempt, count, print } from "./terminal.ts";

/** Adds `canary`. */
export function canaryCommand(program: Command): void {
  program
    .command("canary")
    .description("give solutions and hidden files the random last line by which a release is searched for them")
    .addHelpText(
      "after",
      `
Each file of solutions/ and tests/hidden/ ends with a comment of 32 random digits of its own. release looks for them in
every byte of what learners get, and refuses to write when it finds one. Files that have one are left alone.

Example:
  $ cryolab canary`,
    )
    .action(() => attempt(run));
}

function run(): void {
  const root = findRoot();
  const all = secretFiles(root);
  if (all.length === 0)
    throw new Error(`canary: ${root} has no solutions/ and no tests/hidden/; it works in a checkout of the course`);
  const changed = addCanaries(root);
  for (const path of changed) print(path);
  print(`${count(all.length, "secret file")}, ${changed.length} given a canary`);
}
