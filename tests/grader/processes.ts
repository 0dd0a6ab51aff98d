/** @file The processes of this machine, to see that none is left behind. Not for Windows. */

import { execFileSync } from "node:child_process";
import { expect } from "chai";

/** A running process; zombies are not counted. */
export interface Process {
  readonly pid: number;
  readonly parent: number;
  readonly args: string;
}

/** All of them. */
function processes(): Process[] {
  const rows = execFileSync("ps", ["-A", "-o", "pid=,ppid=,stat=,args="], { encoding: "utf8" }).trim().split("\n");
  return rows.flatMap((row) => {
    const [, pid, parent, state, args] = /^\s*(\d+)\s+(\d+)\s+(\S+)\s+(.*)$/.exec(row) ?? [];
    return pid === undefined || state.startsWith("Z") ? [] : [{ pid: Number(pid), parent: Number(parent), args }];
  });
}

/** Whether a process is a grader's runner. */
export function isRunner({ args }: Process): boolean {
  return /runner.main\.js/.test(args);
}

/** Those that a process and its descendants started. */
export function descendantsOf(root: number): Process[] {
  const all = processes();
  const found: Process[] = [];
  const parents = [root];
  for (let parent = parents.pop(); parent !== undefined; parent = parents.pop())
    for (const process of all)
      if (process.parent === parent) {
        found.push(process);
        parents.push(process.pid);
      }
  return found;
}

/** Waits until something holds, twenty seconds at most. */
export async function until(holds: () => boolean): Promise<void> {
  for (let i = 0; i < 200 && !holds(); i++) await new Promise((resolve) => setTimeout(resolve, 100));
}

/** Waits until none of some processes is left, and fails if one stays. */
export async function gone(family: readonly Process[]): Promise<void> {
  const left = () =>
    processes().filter(({ pid, args }) => family.some((known) => known.pid === pid && known.args === args));
  await until(() => left().length === 0);
  expect(left()).to.deep.equal([]);
}
