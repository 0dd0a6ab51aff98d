/**
 * @file Level A: bubblewrap and the kernel's limits. The guest wakes up in namespaces of its own (users, processes, network,
 * mounts, messages) as user 65534 without capabilities. Its root is read-only and holds Node, the libraries that Node needs,
 * /dev/null and /dev/urandom; there is no /proc, no network, no environment. A filter refuses system calls (seccomp.ts);
 * prlimit, the last step before Node, bounds memory, processor time, threads and files, so that the limits count inside the
 * namespaces and not against everything else of the same user. The guest dies with the grader.
 */

import { execFile, spawn } from "node:child_process";
import { realpathSync } from "node:fs";
import { release } from "node:os";
import { promisify } from "node:util";
import { CPU_SECONDS, guestArguments, type Launcher, program } from "./launcher.ts";
import { type Machine, seccompFilter } from "./seccomp.ts";
import { InfrastructureError } from "./types.ts";

const run = promisify(execFile);
const PROBE_MS = 15_000;
const NOBODY = "65534";
const OPEN_FILES = 64;
const THREADS = 64;
const SECCOMP_FD = 4;

/** The dynamic libraries of two programs, by the paths under which the loader looks for them. */
async function librariesOf(...programs: string[]): Promise<string[]> {
  const { stdout } = await run("ldd", programs, { timeout: PROBE_MS });
  const paths = [...stdout.matchAll(/(\/\S+) \(0x[0-9a-f]+\)/g)].map(([, path]) => path);
  return [...new Set(paths)];
}

/** Bytes of private memory that a guest has mapped before anything of ours runs: Node 24 maps half a gigabyte for code. */
async function bareBytes(): Promise<number> {
  const script = 'process.stdout.write(require("node:fs").readFileSync("/proc/self/status", "latin1"))';
  const { stdout } = await run(process.execPath, ["--no-warnings", "--stack-size=900", "--eval", script], {
    env: {},
    timeout: PROBE_MS,
  });
  const [, kilobytes] = /^VmData:\s*(\d+) kB$/m.exec(stdout) ?? [];
  if (kilobytes === undefined) throw new InfrastructureError("level A needs the VmData of /proc, which is not there");
  return Number(kilobytes) * 1024;
}

/**
 * Whether the kernel counts the threads of a user namespace by themselves, as it does since 5.14. Before, the limit would
 * count all threads of the user who grades, and stop Node from starting on a busy desktop.
 *
 * @param version - as of `uname -r`
 */
export function countsThreadsApart(version: string): boolean {
  const [major, minor] = version.split(".").map((part) => Number.parseInt(part, 10));
  return major > 5 || (major === 5 && minor >= 14);
}

/** What bubblewrap is told about the inside. */
function walls(node: string, prlimit: string, libraries: readonly string[]): string[] {
  const files = libraries.map((path) => [realpathSync(path), path]);
  return [
    ...["--unshare-user", "--unshare-all", "--die-with-parent", "--new-session", "--clearenv"],
    ...["--cap-drop", "ALL", "--uid", NOBODY, "--gid", NOBODY, "--hostname", "sandbox"],
    ...[...files, [prlimit, "/prlimit"], [node, "/node"]].flatMap(([from, to]) => ["--ro-bind", from, to]),
    ...["/dev/null", "/dev/urandom"].flatMap((path) => ["--dev-bind", path, path]),
    ...["--chdir", "/", "--remount-ro", "/", "--seccomp", String(SECCOMP_FD)],
  ];
}

/**
 * Prepares level A.
 *
 * @param nodeArguments - Node's options for a memory in MB; a guest's by default
 * @returns its launcher; that a guest starts is known when one has
 * @throws InfrastructureError saying what is missing
 */
export async function jail(nodeArguments: (memoryMb: number) => string[] = guestArguments): Promise<Launcher> {
  if (process.platform !== "linux") throw new InfrastructureError("level A is for Linux only");
  const { arch } = process;
  if (arch !== "x64" && arch !== "arm64") throw new InfrastructureError(`level A has no filter for ${arch}`);
  const bwrap = program("bwrap", "A");
  const prlimit = realpathSync(program("prlimit", "A"));
  const node = realpathSync(process.execPath);
  const [libraries, bare] = await Promise.all([librariesOf(node, prlimit), bareBytes()]);
  const inside = walls(node, prlimit, libraries);
  const filter = seccompFilter(arch satisfies Machine);
  const limits = [`--cpu=${CPU_SECONDS}`, "--fsize=0", "--core=0", `--nofile=${OPEN_FILES}`];
  if (countsThreadsApart(release())) limits.push(`--nproc=${THREADS}`);
  return ({ memoryMb }) => {
    const limited = ["/prlimit", ...limits, `--data=${bare + memoryMb * 2 ** 20}`, "--"];
    const child = spawn(bwrap, [...inside, ...limited, "/node", ...nodeArguments(memoryMb)], {
      cwd: "/",
      env: {},
      detached: true,
      stdio: ["pipe", "pipe", "pipe", "pipe", "pipe"],
    });
    // the inner half of bubblewrap waits for the outer for a moment before it is tied to it: both end, as one group
    child.kill = (signal) => {
      if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return false;
      try {
        return process.kill(-child.pid, signal);
      } catch {
        return false;
      }
    };
    const handed = child.stdio[SECCOMP_FD] as NodeJS.WritableStream;
    handed.on("error", () => {}); // bubblewrap ended before it read the filter, and says why
    handed.end(filter);
    return { isolation: "A", child };
  };
}
