/** @file `cryolab feedback`: what learners are told, one file each. */

import type { Command } from "commander";
import pc from "picocolors";
import { FORMATS, type Format, POLICIES, type Policy, publish } from "../course/feedback/index.ts";
import { bar } from "./bar.ts";
import { type ClassOptions, classOption, oneLine, withClass } from "./class-argument.ts";
import { count, print } from "./terminal.ts";

interface Options extends ClassOptions {
  readonly learner?: string;
  readonly format: string;
  readonly policy: string;
}

/** Adds `feedback`. */
export function feedbackCommand(program: Command): void {
  const command = program
    .command("feedback")
    .argument("<set>", "the problem set, such as ps1")
    .option("--learner <id>", "this learner only")
    .option("--format <list>", "html, md, or html,md", "html")
    .option("--policy <policy>", "scores, messages or full-visible", "messages")
    .description("write what learners are told, one file each, into feedback/");
  classOption(command)
    .addHelpText(
      "after",
      `
scores: points and comments. messages: also which tests failed, with the author's sentence, the kind of failure and the diagnosis.
full-visible: also all that the visible tests say. Of a hidden test no value, no input and none of the learner's own output
is ever shown. Each file is whole in itself: it can be mailed, or put where the learner reads it.

Examples:
  $ cryolab feedback ps1
  $ cryolab feedback ps1 --learner ada --format html,md --policy full-visible`,
    )
    .action((problemSet: string, options: Options) =>
      withClass(options, async (cls, signal) => {
        const formats = options.format.split(",").map((one) => oneOf(one.trim(), FORMATS, "--format") as Format);
        const policy = oneOf(options.policy, POLICIES, "--policy") as Policy;
        const line = bar();
        try {
          const onProgress = (done: number, total: number, last: string): void => line.at(done, total, last);
          const { learner } = options;
          const only = learner === undefined ? {} : { learner };
          const done = await publish(cls, { problemSet, formats, policy, signal, onProgress, ...only });
          line.end();
          print(`${count(done.files, "file")} for ${count(done.learners.length, "learner")} in ${done.folder}`);
          if (done.needReview.length > 0)
            print(pc.yellow(`marks by hand to be looked at again: ${done.needReview.map(oneLine).join(", ")}`));
        } finally {
          line.end();
        }
      }),
    );
}

/** A word out of a list, or an error that names the list. */
export function oneOf(word: string, list: readonly string[], option: string): string {
  if (list.includes(word)) return word;
  throw new RangeError(`${option}: must be ${list.join(" or ")}, got ${JSON.stringify(word)}`);
}
