/** @file `cryolab watch`: the visible tests of the exercise at hand on every save, with four keys. */

import { relative } from "node:path";
import type { Command } from "commander";
import pc from "picocolors";
import { atHand, nextOf } from "../learner/at-hand.ts";
import { nextRung } from "../learner/ladder.ts";
import { changeExercise } from "../learner/progress.ts";
import { passed, resultLines } from "../learner/show.ts";
import { startWatcher, type Watcher } from "../learner/watch.ts";
import { exercisePaths, findRoot } from "../registry/index.ts";
import { existing } from "./exercise-argument.ts";
import { rungLines } from "./hint.ts";
import { introduction } from "./next.ts";
import { attempt, print } from "./terminal.ts";

/** Adds `watch`. */
export function watchCommand(program: Command): void {
  program
    .command("watch")
    .argument("[exercise]", "its id, topic/slug; without it the exercise at hand")
    .description("run the visible tests of an exercise on every save")
    .addHelpText(
      "after",
      `
Open the file it names in your editor, and save. Keys: h a hint, n the next exercise, s the statement, q quit.

Examples:
  $ cryolab watch
  $ cryolab watch fourier/dft`,
    )
    .action((exercise: string | undefined) => attempt((signal) => watch(exercise, signal)));
}

const KEYS = "h hint · n next exercise · s statement · q quit";

async function watch(given: string | undefined, signal: AbortSignal): Promise<void> {
  const root = findRoot();
  let exercise = given === undefined ? atHand(root) : existing(given, root);
  changeExercise(root, exercise, () => {});
  const watcher = startWatcher(exercise, root, {
    started(id) {
      if (process.stdout.isTTY) process.stdout.write("\x1b[2J\x1b[3J\x1b[H");
      const { starter } = exercisePaths(id, root);
      print(pc.dim(`${relative(process.cwd(), starter) || starter}: running the visible tests …`));
    },
    tested() {},
    ended(result) {
      for (const line of resultLines(result)) print(line);
      if (passed(result)) print(pc.green("All visible tests pass; n goes on."));
      print(pc.dim(KEYS));
    },
    failed: (error) => print(pc.red(String(error))),
  });
  const say = (lines: readonly string[]): void => {
    for (const line of lines) print(line);
  };
  const turn = (): void => {
    const next = nextOf(root, exercise);
    if (next === undefined) {
      print("No other exercise is open.");
      return;
    }
    exercise = next;
    changeExercise(root, exercise, () => {});
    watcher.turnTo(exercise);
  };
  await keys(signal, watcher, async (key) => {
    if (key === "h") say(rungLines(exercise, await nextRung(exercise, root, signal)));
    else if (key === "n") turn();
    else if (key === "s") say(introduction(exercise, root));
  });
}

/** Serves keys until q or Ctrl-C; leaves the terminal as it was. */
async function keys(signal: AbortSignal, watcher: Watcher, serve: (key: string) => Promise<void>): Promise<void> {
  const { stdin } = process;
  let busy: Promise<unknown> = Promise.resolve();
  try {
    await new Promise<void>((resolve, reject) => {
      const interrupted = (): void => reject(signal.reason);
      if (signal.aborted) return interrupted();
      signal.addEventListener("abort", interrupted, { once: true });
      if (stdin.isTTY) stdin.setRawMode(true);
      stdin.setEncoding("utf8");
      stdin.on("data", (text: string) => {
        for (const key of text.toLowerCase()) {
          if (key === "q") resolve();
          if (key === "\x03") process.kill(process.pid, "SIGINT"); // raw mode hands Ctrl-C over as a key
          busy = busy.then(() => serve(key)).catch((error) => signal.aborted || print(pc.red(String(error))));
        }
      });
    });
  } finally {
    if (stdin.isTTY) stdin.setRawMode(false);
    stdin.pause();
    stdin.removeAllListeners("data");
    await watcher.close();
    await busy;
  }
}
