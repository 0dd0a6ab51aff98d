/** @file Guests for tests: a module of plain JavaScript in a sandbox, past the import rule, since that is only the first fence. */

import { type Isolation, type Sandbox, SandboxError } from "@cryolab/grader/internal/sandbox/index";
import { childLauncher, type Launcher } from "@cryolab/grader/internal/sandbox/launcher";
import { behindWall } from "@cryolab/grader/internal/sandbox/levels";
import { openBehind } from "@cryolab/grader/internal/sandbox/open";
import { expect } from "chai";

/** The walls that are tested. */
export type Level = "A" | "B" | "D";

const open = new Set<Sandbox>();
let launcher: Launcher = childLauncher;

/** Why a guest does not start at a level; nothing if it does. Asked once. */
const obstacles = new Map<Isolation, Promise<string | undefined>>();
async function tryLevel(level: Isolation): Promise<string | undefined> {
  try {
    await (await behindWall(level, (launcher) => openBehind(launcher, { code: "" }))).close();
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

/** Skips what needs a level where there is none, and says why; in CI it must be there. */
export async function needLevel(level: Isolation, test: Mocha.Context): Promise<void> {
  const asked = obstacles.get(level) ?? tryLevel(level);
  obstacles.set(level, asked);
  const why = await asked;
  if (why === undefined) return;
  if (process.env.CI) throw new Error(`level ${level} must be had in CI: ${why}`);
  process.stdout.write(`  skipped, there is no level ${level} here: ${why}\n`);
  test.skip();
}

/** As `needLevel("A", test)`. */
export function needLevelA(test: Mocha.Context): Promise<void> {
  return needLevel("A", test);
}

/** Describes the same at levels D, A and B; `guest` opens behind the one that is described. */
export function atEachLevel(title: string, body: (level: Level) => void): void {
  for (const level of ["D", "A", "B"] as const)
    describe(`${title} at level ${level}`, () => {
      before(async function () {
        this.timeout(20_000);
        await needLevel(level, this);
        await behindWall(level, async (found) => {
          launcher = found;
        });
      });
      after(() => {
        launcher = childLauncher;
      });
      body(level);
    });
}

/** Opens a sandbox on raw code; `closeAll` ends it. */
export async function guest(
  code: string,
  options: { loadTimeoutMs?: number; memoryMb?: number } = {},
): Promise<Sandbox> {
  const sandbox = await openBehind(launcher, { code }, options);
  open.add(sandbox);
  return sandbox;
}

/** Closes every sandbox that a test has opened. */
export async function closeAll(): Promise<void> {
  await Promise.all([...open].map((sandbox) => sandbox.close()));
  open.clear();
}

/** The error that a promise ends with; fails if it does not. */
export async function errorOf(work: Promise<unknown>): Promise<SandboxError> {
  const found = await work.then(
    (value) => ({ value }),
    (error: unknown) => error,
  );
  expect(found).to.be.instanceOf(SandboxError);
  return found as SandboxError;
}

/** Calls the one function `f` of a module and resolves to its value. */
export async function value(code: string, ...args: unknown[]): Promise<unknown> {
  return (await guest(code)).call("f", args);
}
