/**
 * @file Looks at how much memory processes have, where the system cannot bound it: /proc where there is one, else `ps`, on Windows
 * `tasklist`. A process can take more than its share between two looks; it cannot keep it.
 */

import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";

const PERIOD_MS = 50;
const SLOW_PERIOD_MS = 250; // a look is a process there
const PAGE = 4096;

interface Watched {
  readonly bytes: number;
  readonly over: () => void;
}

const watched = new Map<number, Watched>();
let timer: NodeJS.Timeout | undefined;
let looking = false;

/** Bytes that a process has in memory, from /proc; nothing where there is none. */
function fromProc(pid: number): number | undefined {
  try {
    return Number(readFileSync(`/proc/${pid}/statm`, "latin1").split(" ")[1]) * PAGE;
  } catch {
    return undefined;
  }
}

/**
 * What `ps -o pid=,rss=` or `tasklist /fo csv /nh` say, in bytes by process.
 *
 * @param text - lines such as "  123  45678", or "deno.exe","123","Console","1","45,678 K"
 */
export function readTable(text: string): Map<number, number> {
  const found = new Map<number, number>();
  for (const line of text.split(/\r?\n/)) {
    const [, pid, kilobytes] =
      /^\s*(\d+)\s+(\d+)\s*$/.exec(line) ?? /^"[^"]*","(\d+)",.*"([\d.,\s\u00a0\u202f]+) K"$/.exec(line) ?? [];
    if (pid !== undefined) found.set(Number(pid), Number(kilobytes.replace(/\D/g, "")) * 1024);
  }
  return found;
}

/** Asks the system about some processes by one of its programs. */
function ask(pids: readonly number[]): Promise<Map<number, number>> {
  const [file, args] =
    process.platform === "win32"
      ? ["tasklist", ["/fi", "imagename eq deno.exe", "/fo", "csv", "/nh"]]
      : ["ps", ["-o", "pid=,rss=", "-p", pids.join()]];
  return new Promise((resolve) => {
    // ps answers what it knows and fails for a process that is gone
    execFile(file as string, args as string[], { windowsHide: true }, (_, stdout) => resolve(readTable(stdout)));
  });
}

async function look(): Promise<void> {
  if (looking) return;
  looking = true;
  try {
    const pids = [...watched.keys()];
    const sizes = process.platform === "linux" ? undefined : await ask(pids);
    for (const pid of pids) {
      const one = watched.get(pid);
      if (one && ((sizes ? sizes.get(pid) : (fromProc(pid) ?? 0)) as number) > one.bytes) one.over();
    }
  } finally {
    looking = false;
  }
}

/**
 * Watches a process until it is told to stop.
 *
 * @param bytes - what it may have in memory
 * @param over - called when it has more
 * @returns stops watching
 */
export function watch(pid: number, bytes: number, over: () => void): () => void {
  watched.set(pid, { bytes, over });
  timer ??= setInterval(() => void look(), process.platform === "linux" ? PERIOD_MS : SLOW_PERIOD_MS).unref();
  return () => {
    watched.delete(pid);
    if (watched.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}
