/** @file The peers that are Python, behind a process that stays (peers.py). Without `bench/setup` there are none, and each says so. */

import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const program = fileURLToPath(new URL("../../.cryolab/bench/bin/python", import.meta.url));
let child;
let lines;

/** Starts the process; what it says of itself first, or undefined where it is not installed. */
async function start() {
  if (!existsSync(program)) return undefined;
  child = spawn(program, [fileURLToPath(new URL("./peers.py", import.meta.url))], {
    stdio: ["pipe", "pipe", "inherit"],
    env: { ...process.env, OPENBLAS_NUM_THREADS: "1" },
  });
  lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return next();
}

async function next() {
  const { value, done } = await lines.next();
  if (done) throw new Error("bench: peers.py ended");
  return JSON.parse(value);
}

async function ask(message) {
  child.stdin.write(`${JSON.stringify(message)}\n`);
  return next();
}

let versions;

/** Versions of Python and of its packages. */
export async function pythonVersions() {
  versions ??= (await start()) ?? {};
  return versions;
}

/** Ends the process. */
export function endPython() {
  child?.stdin.end();
}

let made = 0;

/**
 * A peer in Python.
 *
 * @param peer - "scipy", "numpy", "pyfftw"
 * @param options - shape, kind ("c32", "r32", "c64", "r64"), axes, workers
 * @returns `{ time(calls), error }`, or `{ absent }` with the reason
 */
export async function python(peer, options) {
  if (Object.keys(await pythonVersions()).length === 0) return { absent: "bench/setup has not been run" };
  const name = `${peer} ${++made}`;
  const { absent, error } = await ask({ make: name, peer, ...options });
  return absent ? { absent } : { error, time: async (calls) => (await ask({ time: name, calls })).ms };
}
