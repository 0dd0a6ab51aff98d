/** @file `cryolab collect`: what learners handed in goes into the store. */

import type { Command } from "commander";
import pc from "picocolors";
import type { Class } from "../course/class.ts";
import { type Collected, collect } from "../course/collect/index.ts";
import { parseDate, showDate } from "../course/dates.ts";
import { bar } from "./bar.ts";
import { type ClassOptions, classOption, oneLine, table, withClass } from "./class-argument.ts";
import { count, print } from "./terminal.ts";

interface Options extends ClassOptions {
  readonly time?: string;
  readonly learner?: string;
  readonly json?: boolean;
  readonly verbose?: boolean;
}

/** Adds `collect`. */
export function collectCommand(program: Command): void {
  const command = program
    .command("collect")
    .argument("<set>", "the problem set, such as ps1")
    .argument("<sources...>", "folders, notebooks, .ts files, zips, clones of git")
    .option("--time <date>", "all of it came then, whatever the files say")
    .option("--learner <id>", "all of it is this learner's, whatever it is called")
    .option("--verbose", "name every submission")
    .option("--json", "print what was done as JSON and nothing else")
    .description("take what learners handed in into the class");
  classOption(command)
    .addHelpText(
      "after",
      `
Whose it is: a folder or file called like the learner (inbox/ada/ps1.ipynb, ada.ipynb, ada_ps1.ipynb), the downloads of Moodle
and Canvas as they are, by their own ids from the roster, else by name. What is nobody's is listed, and taken with --learner.
When it came, and the store keeps which: given (--time), moodle (the zip's time of the file), canvas (late or not as Canvas says; the
hour is the file's), git (the last commit that changed the file), receipt (the zip that submit writes: the learner's own clock,
taken only where nothing better is known), file (the time of the file). The same bytes are the same attempt and keep their first
time. Attempts over the limit are kept and do not count: the first ones by time do.

Examples:
  $ cryolab collect ps1 inbox
  $ cryolab collect ps1 ~/Downloads/submissions.zip
  $ cryolab collect ps1 mail/IMG_ps1_final.ipynb --learner ada --time "2026-12-01 17:50"`,
    )
    .action((set: string, sources: string[], options: Options) =>
      withClass(options, (cls, signal) => run(cls, set, sources, options, signal)),
    );
}

async function run(cls: Class, set: string, sources: string[], options: Options, signal: AbortSignal): Promise<void> {
  const line = bar();
  let done: Collected;
  try {
    done = await collect(cls, set, sources, {
      signal,
      ...(options.time === undefined ? {} : { at: parseDate(options.time, cls.zone) }),
      ...(options.learner === undefined ? {} : { learner: options.learner }),
      onProgress: (n, total, last) => line.at(n, total, last),
    });
  } finally {
    line.end();
  }
  if (options.json) print(JSON.stringify(done, null, 2));
  else show(cls, done, options);
}

function show(cls: Class, { taken, unknown, left, without }: Collected, options: Options): void {
  if (options.time !== undefined) print(`time given: ${showDate(parseDate(options.time, cls.zone), cls.zone)}`);
  const listed = options.verbose ? taken : taken.filter(({ state }) => state !== "same");
  if (listed.length > 0 && (options.verbose || listed.length <= 40))
    table(
      ["learner", "what", "attempt", "time", "from", ""],
      listed.map(({ learner, name, exercise, attempt, at, timeSource, lateSeconds, counts, state }) => [
        learner,
        exercise ?? name,
        attempt,
        showDate(at, cls.zone),
        timeSource,
        [
          lateSeconds > 0 ? "late" : "",
          counts ? "" : "over the limit: kept, not counted",
          state === "moved" ? "time changed" : "",
        ]
          .filter((word) => word !== "")
          .join(", "),
      ]),
    );
  for (const { where, reason } of unknown) print(pc.red(`? ${oneLine(where)}  ${oneLine(reason)}`));
  for (const { where, reason } of left) print(pc.yellow(`- ${oneLine(where)}  not taken: ${oneLine(reason)}`));
  const fresh = taken.filter(({ state }) => state === "new");
  const sources = new Map<string, number>();
  for (const { timeSource } of fresh) sources.set(timeSource, (sources.get(timeSource) ?? 0) + 1);
  const from = [...sources].map(([source, n]) => `${n} by ${source}`).join(", ");
  const late = fresh.filter(({ lateSeconds }) => lateSeconds > 0).length;
  const known = taken.filter(({ state }) => state === "same").length;
  print(
    `${count(fresh.length, "submission")} taken${from === "" ? "" : ` (time: ${from})`}, ${late} late, ${known} known already, ` +
      `${unknown.length} of unknown learners, ${left.length} not taken; ${count(without.length, "learner")} without a submission`,
  );
  if (unknown.length > 0)
    print("whose a file is you say with --learner ID, or with an id in the roster (canvas, moodle, email)");
}
