/** @file What commands share: colours, progress, the way they fail, and Ctrl-C. */

import type { Ora } from "ora";
import pc from "picocolors";

/** Writes a line to standard output. */
export function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** Runs a command: an error is one line on stderr and status 1; Ctrl-C ends every process that was started, status 130. */
export async function attempt(body: (signal: AbortSignal) => Promise<void> | void): Promise<void> {
  const controller = new AbortController();
  const interrupt = (): void => controller.abort(new Error("interrupted"));
  process.once("SIGINT", interrupt);
  process.once("SIGTERM", interrupt);
  process.stdout.on("error", readerGone);
  try {
    await body(controller.signal);
  } catch (error) {
    if (controller.signal.aborted) process.exitCode = 130;
    else {
      process.stderr.write(`${pc.red("error")} ${error instanceof Error ? error.message : String(error)}\n`);
      process.exitCode = 1;
    }
  } finally {
    process.off("SIGINT", interrupt);
    process.off("SIGTERM", interrupt);
  }
}

/** Who reads standard output may stop early, as `| head` does: the command goes on in silence. */
function readerGone(error: NodeJS.ErrnoException): void {
  if (error.code !== "EPIPE") throw error;
}

/** Progress on stderr, shown only on a terminal and only once work has taken a second. */
export interface Progress {
  say(text: string): void;
  end(): void;
}

/** Starts the clock of a progress line. */
export function progress(): Progress {
  let spinner: Ora | undefined;
  let text = "";
  let over = false;
  const timer = process.stderr.isTTY
    ? setTimeout(async () => {
        const { default: ora } = await import("ora");
        if (!over) spinner = ora({ text, stream: process.stderr, discardStdin: false }).start();
      }, 1000)
    : undefined;
  timer?.unref();
  return {
    say(line) {
      text = line;
      if (spinner) spinner.text = line;
    },
    end() {
      over = true;
      clearTimeout(timer);
      spinner?.stop();
    },
  };
}

/** "1 point", "2 points". */
export function count(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? "" : "s"}`;
}

/** A text behind each line of which stands the same margin. */
export function indent(text: string, margin: string): string {
  return text
    .split("\n")
    .map((line) => margin + line)
    .join("\n");
}
