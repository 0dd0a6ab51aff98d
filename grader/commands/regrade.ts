/** @file `cryolab regrade`: who gains and who loses by today's tests, before anything is written. */

import type { Command } from "commander";
import pc from "picocolors";
import type { Class } from "../course/class.ts";
import { type Difference, type Regraded, regrade } from "../course/regrade.ts";
import { readLearner } from "../course/roster.ts";
import { bar } from "./bar.ts";
import { type ClassOptions, classOption, oneLine, table, withClass } from "./class-argument.ts";
import { parseWorkers } from "./grade-set.ts";
import { count, print } from "./terminal.ts";

interface Options extends ClassOptions {
  readonly learner?: string;
  readonly exercise?: string;
  readonly workers?: string;
  readonly unsafe?: boolean;
  readonly dryRun?: boolean;
  readonly yes?: boolean;
  readonly json?: boolean;
}

/** Adds `regrade`. */
export function regradeCommand(program: Command): void {
  const command = program
    .command("regrade")
    .argument("<set>", "the problem set, such as ps1")
    .option("--learner <id>", "this learner only")
    .option("--exercise <id>", "this exercise only")
    .option("--workers <n>", "gradings at once")
    .option("--unsafe", "take results behind no wall (level D)")
    .option("--dry-run", "show what would change, and change nothing (as without --yes)")
    .option("--yes", "write it")
    .option("--json", "print the differences as JSON and nothing else")
    .description("grade again what was graded by tests that have changed since");
  classOption(command)
    .addHelpText(
      "after",
      `
Every submission that counts is graded by the present tests, with the same hidden inputs as before; nothing is written without
--yes. The results wait in the class's folder, so --yes afterwards grades nothing twice. Marks by hand stay as they are, and are
flagged for review where the points below them changed.

Examples:
  $ cryolab regrade ps1
  $ cryolab regrade ps1 --exercise fourier/dft --yes`,
    )
    .action((set: string, options: Options) => withClass(options, (cls, signal) => run(cls, set, options, signal)));
}

async function run(cls: Class, problemSet: string, options: Options, signal: AbortSignal): Promise<void> {
  const { learner, exercise, unsafe = false, yes = false, dryRun = false } = options;
  if (yes && dryRun) throw new RangeError("regrade: --yes writes and --dry-run does not; give one of them");
  const line = bar();
  let result: Regraded;
  try {
    result = await regrade(cls, {
      problemSet,
      ...(learner === undefined ? {} : { learner: readLearner(cls, learner).id }),
      ...(exercise === undefined ? {} : { exercise }),
      ...parseWorkers(options.workers),
      write: yes,
      unsafe,
      signal,
      onProgress: (done, total, last) => line.at(done, total, last),
    });
  } finally {
    line.end();
  }
  if (result.failed.length > 0) process.exitCode = 1;
  if (options.json) print(JSON.stringify(result, null, 2));
  else show(problemSet, result, yes);
}

const shown = (points: number | null): number | string => points ?? "–";

function show(problemSet: string, { differences, same, failed, written }: Regraded, yes: boolean): void {
  if (differences.length > 0)
    table(
      ["learner", "exercise", "before", "after", "change", ""],
      differences.map(({ learner, exercise, before, after, manual, tests }: Difference) => {
        const change = Math.round(((after ?? 0) - (before ?? 0)) * 100) / 100;
        const hand = manual === null ? [] : [`the mark by hand, ${manual}, stays; review it`];
        return [
          learner,
          exercise,
          shown(before),
          shown(after),
          change > 0 ? `+${change}` : String(change),
          [...hand, ...tests].join("; "),
        ];
      }),
    );
  for (const { learner, exercise, reason } of failed)
    print(pc.red(`! ${oneLine(learner)} · ${exercise}  not graded, by a failure of ours: ${oneLine(reason)}`));
  const gain = differences.filter(({ before, after }) => (after ?? 0) > (before ?? 0)).length;
  print(`${gain} gain, ${differences.length - gain} lose, ${same} stay`);
  if (written) print("written");
  else if (yes)
    print(`nothing is written while ${count(failed.length, "grading")} failed; run it again when the reason is gone`);
  else if (differences.length + same === 0) print("nothing was graded by other tests than today's");
  else print(`nothing is written; cryolab regrade ${problemSet} --yes writes it`);
}
