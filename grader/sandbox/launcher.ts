/**
 * @file How a guest is started. This one is level D, a child process: no environment, no file to read by Node's permission
 * model (a belt), and a death that follows its parent's. Stronger walls are other launchers with the same result.
 */

import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { parse } from "node:path";
import { bootstrap } from "./program.ts";
import { InfrastructureError, type Isolation } from "./types.ts";

/** A started guest. Its stdio is: program and frames in, output, complaints of the engine, and frames out. */
export interface Launched {
  readonly isolation: Isolation;
  readonly child: ChildProcess;
  /** on which descriptor its frames come, 3 without it; on 1 there is no other output */
  readonly frames?: 1;
  /** memory in MB that it may have beside a bare guest's, to be watched: nothing else bounds it */
  readonly watched?: number;
}

/** Processor time of a guest, in seconds: what ends one that nobody waits for. */
export const CPU_SECONDS = 600;

/** Starts a guest; `memoryMb` bounds what it may allocate, as well as the wall can. */
export type Launcher = (options: { readonly memoryMb: number }) => Launched;

/**
 * The flag of Node's permission model: it lost its "experimental" in 22.13 and 23.5.
 *
 * @param version - as in process.versions.node
 */
export function permissionFlag(version: string): string {
  const [major, minor] = version.split(".").map(Number);
  const settled = major > 23 || (major === 23 && minor >= 5) || (major === 22 && minor >= 13);
  return settled ? "--permission" : "--experimental-permission";
}

/** Node's options of a guest. `--random-seed` makes `Math.random` the same at every grading. */
export function guestArguments(memoryMb: number): string[] {
  return [
    "--no-warnings",
    "--experimental-vm-modules",
    "--disallow-code-generation-from-strings",
    "--disable-proto=delete",
    "--no-addons",
    `--max-old-space-size=${memoryMb}`,
    "--stack-size=900",
    "--random-seed=42",
    permissionFlag(process.versions.node),
    "--eval",
    bootstrap,
  ];
}

/**
 * A program of the distribution.
 *
 * @throws InfrastructureError naming the level that needs it
 */
export function program(name: string, level: Isolation): string {
  const found = ["/usr/bin", "/bin", "/usr/local/bin", "/run/current-system/sw/bin"]
    .map((folder) => `${folder}/${name}`)
    .find((path) => existsSync(path));
  if (found === undefined) throw new InfrastructureError(`level ${level} needs ${name}, which is not installed`);
  return found;
}

let tied: readonly string[] | undefined;
/**
 * What to put before a guest's command so that it does not outlive a grader that is killed: a guest in an endless loop never
 * sees its input close. Linux can tie it to its parent; elsewhere ten minutes of processor time must do.
 */
export function tie(): readonly string[] {
  if (tied) return tied;
  const options = ["--pdeathsig", "KILL", "--no-new-privs", "--"];
  const setpriv = ["/usr/bin/setpriv", "/bin/setpriv"].find((path) => existsSync(path));
  const works = setpriv !== undefined && spawnSync(setpriv, [...options, "/bin/true"], { env: {} }).status === 0;
  tied = works ? [setpriv, ...options] : [];
  return tied;
}

/** The guest's command at level D, up to Node. */
function prefix(): readonly string[] {
  if (process.platform === "win32") return [];
  return [...tie(), "/bin/sh", "-c", `ulimit -c 0; ulimit -t ${CPU_SECONDS}; exec "$0" "$@"`];
}

/** Level D: a child process. */
export const childLauncher: Launcher = ({ memoryMb }) => {
  const [command, ...args] = [...prefix(), process.execPath, ...guestArguments(memoryMb)];
  const child = spawn(command, args, {
    cwd: parse(process.execPath).root,
    // Node on Windows does not start without it
    env: process.env.SystemRoot === undefined ? {} : { SystemRoot: process.env.SystemRoot },
    stdio: ["pipe", "pipe", "pipe", "pipe"],
    windowsHide: true,
  });
  return { isolation: "D", child };
};
