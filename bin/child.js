/**
 * @file Programs that the commands start, and how everything ends. Each child leads a process group of its own, so that
 * Ctrl-C reaches this process alone, which then ends the whole group. Plain Node without a package.
 */

import { spawn, spawnSync } from "node:child_process";
import { constants } from "node:os";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";

export const root = dirname(dirname(fileURLToPath(import.meta.url)));
export const windows = process.platform === "win32";

/** A failure whose message is all that the user needs to see. */
export class SetupError extends Error {}

/** The end by Ctrl-C or its like: no message, exit status 128 + the signal's number. */
export class Stopped extends Error {}

/** Each with the signal that ends it: what writes only what is made again may be killed, the rest is asked first. */
const children = new Map();
let stopped; // the first signal that told us to end, and when
const statusOf = (signal) => 128 + constants.signals[signal];

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"])
  process.on(signal, () => {
    if (children.size === 0) process.exit(statusOf(signal));
    if (stopped === undefined) {
      stopped = { signal, time: performance.now() };
      stopAll();
      setTimeout(stopAll, 1500, "SIGKILL").unref();
      // npm passes on the signal that the terminal has already sent us: the same Ctrl-C, twice.
    } else if (performance.now() - stopped.time > 300) stopAll("SIGKILL");
  });
process.on("exit", () => stopAll("SIGKILL"));

/** Ends every child and what it started, by a signal or by the one it is known to need. */
function stopAll(signal) {
  for (const [child, its] of children) {
    try {
      if (windows) spawnSync("taskkill", ["/pid", String(child.pid), "/t", "/f"]);
      else process.kill(-child.pid, signal ?? its);
    } catch {
      child.kill(signal ?? its); // no such group any more
    }
  }
}

/**
 * Runs a program in the checkout and answers with its exit status and, if `quiet` (a part of the set-up), what it
 * printed. `untilStopped`: Ctrl-C is the usual way to end it, so a clean end is then a status and not an interruption.
 */
export function run(program, args, { quiet = false, untilStopped = false, shell = false, env = {} } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd: root,
      env: { ...process.env, ...env },
      stdio: quiet ? ["ignore", "pipe", "pipe"] : ["ignore", "inherit", "inherit"],
      detached: !windows,
      windowsHide: true,
      shell,
    });
    children.set(child, quiet ? "SIGKILL" : "SIGTERM");
    let output = "";
    for (const pipe of [child.stdout, child.stderr]) pipe?.setEncoding("utf8").on("data", (text) => (output += text));
    child.on("error", (error) => {
      children.delete(child);
      const missing = error.code === "ENOENT" ? "is not on the PATH" : `did not start: ${error.message}`;
      reject(new SetupError(`${program} ${missing}`));
    });
    child.on("close", (code, signal) => {
      children.delete(child);
      if (stopped && !(untilStopped && code === 0)) reject(new Stopped(stopped.signal));
      else resolve({ status: code ?? statusOf(signal), output });
    });
  });
}

/** Runs a whole command: prints a SetupError or a failure of the file system as its message, anything else with its stack. */
export async function main(work) {
  try {
    process.exitCode = await work();
  } catch (error) {
    if (error instanceof Stopped) process.exit(statusOf(error.message));
    console.error(error instanceof SetupError || error.syscall ? error.message : error);
    process.exitCode = 1;
  }
}
