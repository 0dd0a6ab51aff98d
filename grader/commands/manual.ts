/** @file `cryolab manual`: points and comments by hand. */

import { userInfo } from "node:os";
import type { Command } from "commander";
import { markByHand } from "../course/mark.ts";
import { type ClassOptions, classOption, oneLine, withClass } from "./class-argument.ts";
import { print } from "./terminal.ts";

interface Options extends ClassOptions {
  readonly comment?: string;
  readonly clear?: boolean;
  readonly bonus?: boolean;
  readonly by?: string;
}

/** Adds `manual`. */
export function manualCommand(program: Command): void {
  const command = program
    .command("manual")
    .argument("<set>", "the problem set, such as ps1")
    .argument("<learner>", "the learner's id")
    .argument("<exercise>", "topic/slug")
    .argument("[points]", "points of the set, in place of the tests'; none to leave them and only comment")
    .option("--comment <text>", "what the learner reads beside it")
    .option("--clear", "take the mark away: the tests' points count again; the comment stays unless it is given anew")
    .option("--bonus", "allow more points than the exercise is worth")
    .option("--by <name>", "who marks; you otherwise")
    .description("mark an exercise by hand");
  classOption(command)
    .addHelpText(
      "after",
      `
A mark stands above the tests, is untouched by lateness, and survives every regrade; where the tests' points change below it, it is
flagged (gradebook show: !) until it is given again.

Examples:
  $ cryolab manual ps1 ada fourier/dft 8 --comment "Right idea; the sign is a slip."
  $ cryolab manual ps1 ada fourier/dft --comment "Well written."
  $ cryolab manual ps1 ada fourier/dft --clear`,
    )
    .action((set: string, learner: string, exercise: string, points: string | undefined, options: Options) =>
      withClass(options, (cls) => {
        const { comment, clear, bonus = false, by } = options;
        if (clear && points !== undefined)
          throw new RangeError("manual: --clear takes the points away; give no points with it");
        if (!clear && points === undefined && comment === undefined)
          throw new RangeError("manual: give points, --comment or --clear");
        const value = points === undefined ? undefined : numberOf(points);
        const marked = markByHand(cls, {
          problemSet: set,
          learner,
          exercise,
          marker: by ?? nameOfUser(),
          bonus,
          ...(clear ? { points: null } : value === undefined ? {} : { points: value }),
          ...(comment === undefined ? {} : { comment }),
        });
        const tests =
          marked.auto === null ? "nothing by the tests" : `${marked.auto} by the tests, times ${marked.lateFactor}`;
        print(
          `${oneLine(learner)} · ${exercise}  ${marked.manual === null ? "no mark by hand" : `${marked.manual} by hand`} (${tests})`,
        );
        if (marked.comment !== "") print(`  ${oneLine(marked.comment)}`);
      }),
    );
}

function numberOf(text: string): number {
  const value = Number(text.replace(",", "."));
  if (text.trim() === "" || !Number.isFinite(value))
    throw new RangeError(`manual: points must be a number, got ${JSON.stringify(text)}`);
  return value;
}

function nameOfUser(): string {
  try {
    return userInfo().username;
  } catch {
    return "instructor"; // a container without a name for this user
  }
}
