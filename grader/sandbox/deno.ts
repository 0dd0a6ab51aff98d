/**
 * @file Levels B and C: the same guest in Deno, which gives a program no file, no network, no process and no environment unless it
 * is told to. It is told nothing, and its own folder is one that cannot exist, so that nothing outlives a guest. At
 * level B prlimit bounds memory and processor time (Linux); at level C, where there is no prlimit, a watchdog looks at
 * the memory (macOS and Windows: never tried there). Deno is an optional package; without it there are no such levels.
 */

import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { CPU_SECONDS, type Launched, type Launcher, program, tie } from "./launcher.ts";
import { bootstrap } from "./program.ts";
import { InfrastructureError } from "./types.ts";

const PROBE_MS = 15_000;
const MEGABYTE = 2 ** 20;
/** What Deno itself may write, in bytes: with no limit at all a file could fill the disk, with none allowed Deno dies. */
const FILE_BYTES = 16 << 20;
const FILES = 128;

/**
 * What the guest's text finds as `require`: Node's modules as Deno has them, but for reading and writing Deno's own operations,
 * which do not rest on built-ins that an answer can replace. Descriptor 3 is the standard output.
 */
const REQUIRE = `import fs from "node:fs";
const require = (() => {
  const { stdin, stdout, stderr } = Deno;
  const Bytes = Uint8Array;
  const typed = Object.getPrototypeOf(Bytes.prototype);
  const getter = (name) => Function.prototype.call.bind(Object.getOwnPropertyDescriptor(typed, name).get);
  const [bufferOf, startOf, lengthOf] = ["buffer", "byteOffset", "byteLength"].map(getter);
  const part = (bytes, at, n) => new Bytes(bufferOf(bytes), startOf(bytes) + at, n);
  const input = stdin.readSync.bind(stdin);
  const outputs = { __proto__: null, 1: stdout.writeSync.bind(stdout), 2: stderr.writeSync.bind(stderr) };
  outputs[3] = outputs[1];
  const files = {
    ...fs,
    readSync: (_, bytes, at, n) => input(part(bytes, at, n)) ?? 0,
    writeSync: (to, bytes, at = 0, n = undefined) =>
      typeof bytes === "string" ? fs.writeSync(to === 3 ? 1 : to, bytes) : outputs[to](part(bytes, at, n ?? lengthOf(bytes) - at)),
  };
  const find = process.getBuiltinModule.bind(process);
  return (name) => (name === "node:fs" ? files : find(name));
})();
delete Object.prototype.__proto__;
`;

/**
 * The text that Deno is started with, as an address.
 *
 * @param script - Node's bootstrap: reads a program from its input and runs it
 */
export function denoMain(script: string): string {
  return `data:text/javascript;base64,${Buffer.from(REQUIRE + script).toString("base64")}`;
}

/** Deno's options of a guest. */
export function denoArguments(memoryMb: number, script: string = bootstrap): string[] {
  const engine = [
    "--disallow-code-generation-from-strings",
    `--max-old-space-size=${memoryMb}`,
    "--stack-size=900",
    "--random-seed=42",
  ];
  const quiet = ["--quiet", "--no-prompt", "--no-remote", "--no-npm", "--no-config", "--no-lock", "--no-code-cache"];
  return ["run", ...quiet, "--cached-only", `--v8-flags=${engine.join()}`, denoMain(script)];
}

/** Deno's own program for this machine. */
function denoProgram(): string {
  const { platform, arch } = process;
  const name = platform === "linux" ? `linux-${arch}-glibc` : `${platform}-${arch}`;
  try {
    const deno = createRequire(import.meta.url).resolve("deno/package.json");
    return createRequire(deno).resolve(`@deno/${name}/${platform === "win32" ? "deno.exe" : "deno"}`);
  } catch (error) {
    throw new InfrastructureError(`levels B and C need the package deno, which is not installed for ${name}`, {
      cause: error,
    });
  }
}

/** The environment of a guest: nothing but where Deno may not keep files. */
function environment(): Record<string, string> {
  const nowhere = process.platform === "win32" ? "NUL\\none" : "/dev/null/none"; // a folder nobody can make
  const windows = process.env.SystemRoot === undefined ? {} : { SystemRoot: process.env.SystemRoot };
  return { DENO_DIR: nowhere, HOME: "/nonexistent", NO_COLOR: "1", DENO_NO_UPDATE_CHECK: "1", ...windows };
}

/** Bytes of private memory that a bare Deno has mapped: its limit is so much and the guest's share. */
async function bareBytes(deno: string): Promise<number> {
  const waiting = 'process.stdout.write("x"); setInterval(() => {}, 1e6);';
  const child = spawn(deno, denoArguments(64, waiting), {
    cwd: "/",
    env: environment(),
    stdio: ["ignore", "pipe", "ignore"],
  });
  try {
    await new Promise<void>((resolve, reject) => {
      const fail = (): void => reject(new InfrastructureError("level B: deno does not run here"));
      child.stdout.once("data", () => resolve());
      child.once("error", fail);
      child.once("exit", fail);
      setTimeout(fail, PROBE_MS).unref();
    });
    const [, kilobytes] = /^VmData:\s*(\d+) kB$/m.exec(readFileSync(`/proc/${child.pid}/status`, "latin1")) ?? [];
    if (kilobytes === undefined) throw new InfrastructureError("level B needs the VmData of /proc, which is not there");
    return Number(kilobytes) * 1024;
  } finally {
    child.kill("SIGKILL");
  }
}

/** Starts Deno behind other commands; frames come on its standard output. */
function start(isolation: "B" | "C", command: readonly string[], memoryMb: number, script: string): Launched {
  const [file, ...args] = [...command, ...denoArguments(memoryMb, script)];
  const child = spawn(file, args, {
    cwd: process.platform === "win32" ? tmpdir() : "/",
    env: environment(),
    stdio: ["pipe", "pipe", "pipe"],
    windowsHide: true,
  });
  return { isolation, child, frames: 1, ...(isolation === "C" ? { watched: memoryMb } : {}) };
}

/**
 * Prepares level B: Deno under prlimit.
 *
 * @param script - what it runs, a guest by default
 * @throws InfrastructureError saying what is missing
 */
export async function denoUnderLimits(script: string = bootstrap): Promise<Launcher> {
  if (process.platform !== "linux") throw new InfrastructureError("level B is for Linux only");
  const prlimit = program("prlimit", "B");
  const deno = denoProgram();
  const bare = await bareBytes(deno);
  const limits = [`--cpu=${CPU_SECONDS}`, `--fsize=${FILE_BYTES}`, "--core=0", `--nofile=${FILES}`];
  return ({ memoryMb }) =>
    start("B", [...tie(), prlimit, ...limits, `--data=${bare + memoryMb * MEGABYTE}`, "--", deno], memoryMb, script);
}

/**
 * Prepares level C: Deno, and a watchdog on its memory.
 *
 * @param script - what it runs, a guest by default
 * @throws InfrastructureError saying what is missing
 */
export async function denoWatched(script: string = bootstrap): Promise<Launcher> {
  const deno = denoProgram();
  const shell = ["/bin/sh", "-c", `ulimit -c 0; ulimit -t ${CPU_SECONDS}; exec "$0" "$@"`];
  const before = process.platform === "win32" ? [] : [...tie(), ...shell];
  return ({ memoryMb }) => start("C", [...before, deno], memoryMb, script);
}
