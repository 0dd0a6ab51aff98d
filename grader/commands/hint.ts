/** @file `cryolab hint`: one hint at a time, each says more than the one before. */

import type { Command } from "commander";
import { findRoot, readManifest } from "../registry/index.ts";
import { existing } from "./exercise-argument.ts";
import { attempt, print } from "./terminal.ts";

/** Adds `hint`. */
export function hintCommand(program: Command): void {
  program
    .command("hint")
    .argument("<exercise>", "its id, topic/slug")
    .argument("[number]", "which hint, from 1; each says more than the one before", "1")
    .description("show a hint of an exercise")
    .addHelpText("after", "\nExamples:\n  $ cryolab hint fourier/dft\n  $ cryolab hint fourier/dft 2")
    .action((exercise: string, number: string) => attempt(() => hint(exercise, number)));
}

function hint(exercise: string, number: string): void {
  const root = findRoot();
  const { hints } = readManifest(existing(exercise, root), root);
  const k = Number(number);
  if (!Number.isInteger(k) || k < 1 || k > hints.length)
    throw new RangeError(`hint: the number must be 1 to ${hints.length} for ${exercise}, got ${number}`);
  print(`${k}/${hints.length}  ${hints[k - 1]}`);
  if (k < hints.length) print(`next: cryolab hint ${exercise} ${k + 1}`);
}
