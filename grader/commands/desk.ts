/** @file `cryolab desk`: the class in a browser, for marking by keyboard and watching a grading. */

import { spawn } from "node:child_process";
import type { Command } from "commander";
import type { Class } from "../course/class.ts";
import { type ClassOptions, classOption, withClass } from "./class-argument.ts";
import { parseWorkers } from "./grade-set.ts";
import { print } from "./terminal.ts";

interface Options extends ClassOptions {
  readonly port: string;
  readonly open: boolean;
  readonly workers?: string;
  readonly unsafe?: boolean;
  readonly marker?: string;
}

/** Adds `desk`. */
export function deskCommand(program: Command): void {
  classOption(program.command("desk"))
    .option("--port <number>", "the port on 127.0.0.1; 0 is any free one", "0")
    .option("--no-open", "do not open the browser")
    .option("--marker <name>", "who marks, as the log will say; the login name if left out")
    .option("--workers <n>", "gradings at once")
    .option("--unsafe", "let gradings behind no wall (level D) count")
    .description("the class in a browser: table, work, marks by keyboard, grading watched live")
    .addHelpText(
      "after",
      `
Only this machine can reach it, and only with the key in the address. Ctrl-C closes it; a running grading ends cleanly and goes on
the next time. Several desks and commands may work on one class at once: a mark on what was changed meanwhile is refused, not lost.

Examples:
  $ cryolab desk
  $ cryolab desk --class ~/teaching/2026 --port 8700 --no-open`,
    )
    .action((options: Options) => withClass(options, (cls, signal) => serve(cls, options, signal)));
}

async function serve(cls: Class, options: Options, signal: AbortSignal): Promise<void> {
  const port = Number(options.port);
  if (!/^\d{1,5}$/.test(options.port) || port > 65_535)
    throw new RangeError(`--port: must be a whole number from 0 to 65535, got ${options.port}`);
  const { openDesk } = await import("../desk/server.ts");
  const { userInfo } = await import("node:os");
  const marker = options.marker ?? userInfo().username;
  const desk = await openDesk(cls, { port, marker, unsafe: options.unsafe === true, ...parseWorkers(options.workers) });
  print(desk.url);
  if (options.open) openBrowser(desk.url);
  await new Promise<void>((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener("abort", () => resolve(), { once: true });
  });
  await desk.close();
}

/** The system's own way to open an address; where there is none, the address is in the terminal. */
function openBrowser(url: string): void {
  const [program, ...args] =
    process.platform === "darwin"
      ? ["open", url]
      : process.platform === "win32"
        ? ["rundll32", "url.dll,FileProtocolHandler", url]
        : ["xdg-open", url];
  const child = spawn(program, args, { stdio: "ignore", detached: true });
  child.once("error", () => {});
  child.unref();
}
