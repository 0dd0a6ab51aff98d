/** @file `cryolab hint`: one rung of the ladder at a time, each says more than the one before. */

import type { Command } from "commander";
import pc from "picocolors";
import { atHand } from "../learner/at-hand.ts";
import { nextRung, type Rung, rungNumber } from "../learner/ladder.ts";
import { findRoot } from "../registry/index.ts";
import { existing } from "./exercise-argument.ts";
import { attempt, print } from "./terminal.ts";

/** Adds `hint`. */
export function hintCommand(program: Command): void {
  program
    .command("hint")
    .argument("[exercise]", "its id, topic/slug; without it the exercise at hand")
    .argument("[number]", "which of the written hints, from 1; without it the next rung")
    .description("show the next hint of an exercise")
    .addHelpText(
      "after",
      `
A ladder: first what failed (the visible tests run), then the idea, then where to look, then a worked smaller case. Each
call goes one rung up, and is counted in cryolab list; nobody else sees the count.

Examples:
  $ cryolab hint
  $ cryolab hint fourier/dft
  $ cryolab hint fourier/dft 2`,
    )
    .action((exercise: string | undefined, number: string | undefined) =>
      attempt((signal) => hint(exercise, number, signal)),
    );
}

async function hint(given: string | undefined, number: string | undefined, signal: AbortSignal): Promise<void> {
  const root = findRoot();
  const exercise = given === undefined ? atHand(root) : existing(given, root);
  const rung = number === undefined ? await nextRung(exercise, root, signal) : rungNumber(exercise, root, number);
  for (const line of rungLines(exercise, rung)) print(line);
}

/** A rung, and how to come to the next one. */
export function rungLines(exercise: string, { text, hint: k, of }: Rung): string[] {
  const line = k === undefined ? `${pc.bold("what failed")}  ${text}` : `${pc.bold(`${k}/${of}`)}  ${text}`;
  return (k ?? 0) < of ? [line, pc.dim(`next: cryolab hint ${exercise}`)] : [line];
}
