/**
 * @file `prepare` in a process of its own, under limits of memory and processor time and a wall clock. A text that ends the
 * process twice, where a text of ours does not, is not gradable; that is the text's fault, and nothing else breaks.
 */

import { type ChildProcess, fork } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Prepared, Source } from "../prepare.ts";
import type { Manifest } from "../registry/index.ts";
import { InfrastructureError } from "../sandbox/types.ts";
import type { ExtractFailure } from "../submission/types.ts";
import type { Answer, Request, Run } from "./preparer.ts";

const MAIN = fileURLToPath(new URL("./preparer.js", import.meta.url));
const TIME_MS = 30_000; // the parts have shorter clocks of their own: reading 2 s, compiling 5 s
const CPU_SECONDS = 600; // of all its requests: it is replaced before
const LIFETIME = 200;
const HEAP_MB = 1024;
/** Memory in bytes, Node's own maps included: Node 24 maps half a gigabyte for code. */
const DATA = 3 * 2 ** 30;

let preparer: ChildProcess | undefined;
let served = 0;

/** Node under limits, where the system has a program to set them. */
function start(): ChildProcess {
  const prlimit = ["/usr/bin/prlimit", "/bin/prlimit"].find((path) => existsSync(path));
  const limits = [`--data=${DATA}`, `--cpu=${CPU_SECONDS}`, "--core=0", "--", process.execPath];
  const node = ["--no-warnings", `--max-old-space-size=${HEAP_MB}`];
  const child = fork(MAIN, [], {
    stdio: ["ignore", "ignore", "ignore", "ipc"],
    execArgv: prlimit === undefined ? node : [...limits, ...node],
    ...(prlimit === undefined ? {} : { execPath: prlimit }),
  });
  child.unref();
  child.channel?.unref();
  served = 0;
  return child;
}

/** Starts the process ahead. */
export function preparerAhead(): void {
  preparer ??= start();
}

/** Ends the process. */
export function endPreparer(): void {
  preparer?.kill("SIGKILL");
  preparer = undefined;
}

/** One request; nothing when the process did not live to answer it. */
function ask(request: Request): Promise<Answer | undefined> {
  if (served >= LIFETIME) endPreparer();
  preparerAhead();
  const child = preparer as ChildProcess;
  served++;
  return new Promise((resolve) => {
    const end = (answer: Answer | undefined): void => {
      clearTimeout(timer);
      child.off("message", end).off("exit", died).off("error", died);
      child.channel?.unref();
      if (answer === undefined) {
        child.kill("SIGKILL");
        if (preparer === child) preparer = undefined;
      }
      resolve(answer);
    };
    const died = (): void => end(undefined);
    const timer = setTimeout(died, TIME_MS);
    child.channel?.ref();
    child.on("message", end).on("exit", died).on("error", died);
    child.send(request, (error) => error && died());
  });
}

let turn: Promise<unknown> = Promise.resolve();

/** As `prepare`, but that a hostile text harms nobody. One at a time. */
export function prepareApart(
  source: Source,
  exercise: string,
  manifest: Manifest,
): Promise<Prepared | (ExtractFailure & { readonly warnings?: readonly string[] })> {
  const run = async () => {
    const request: Request = { source, exercise, manifest };
    const told = (await ask(request)) ?? (await ask(request));
    if (told === undefined) {
      const exports = ["it"];
      const cells = [{ source: "export const it = 1;", label: "ours" }];
      const ours = await ask({
        source: { name: "ours.ts", cells },
        exercise,
        manifest: { ...manifest, exports, uses: [] },
      });
      if (ours === undefined) throw new InfrastructureError("the process that reads answers does not live here");
      const message = "reading it takes too long or too much memory: write it in a plainer way";
      return { status: "not-gradable" as const, message };
    }
    if (told.kind === "broken") throw new InfrastructureError(told.message);
    if (told.kind === "failed") return told.failure;
    const { code, source: text, warnings, runs } = told;
    return { bundle: { code }, extracted: { source: text, warnings, locate: (line: number) => place(runs, line) } };
  };
  const done = turn.then(run);
  turn = done.catch(() => {});
  return done;
}

/** Cell and line of a line of the assembled source. */
function place(runs: readonly Run[], line: number): { label: string; line: number } {
  const run = runs.findLast(({ start }) => start <= line) ?? runs[0];
  return { label: run.label, line: run.line + Math.max(line - run.start, 0) };
}
