/** @file Guests for tests: a module of plain JavaScript in a sandbox, past the import rule, since that is only the first fence. */

import { type Sandbox, SandboxError } from "@cryolab/grader/internal/sandbox/index";
import { jail } from "@cryolab/grader/internal/sandbox/jail";
import { childLauncher, type Launcher } from "@cryolab/grader/internal/sandbox/launcher";
import { openBehind } from "@cryolab/grader/internal/sandbox/open";
import { expect } from "chai";

/** The walls that are tested. */
export type Level = "A" | "D";

const open = new Set<Sandbox>();
let launcher: Launcher = childLauncher;

/** Why a guest does not start at level A; nothing if it does. Asked once. */
let obstacle: Promise<string | undefined> | undefined;
async function tryLevelA(): Promise<string | undefined> {
  try {
    await (await openBehind(await jail(), { code: "" })).close();
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

/** Skips what needs level A where there is none, and says why; in CI it must be there. */
export async function needLevelA(test: Mocha.Context): Promise<void> {
  obstacle ??= tryLevelA();
  const why = await obstacle;
  if (why === undefined) return;
  if (process.env.CI) throw new Error(`level A must be had in CI: ${why}`);
  process.stdout.write(`  skipped, there is no level A here: ${why}\n`);
  test.skip();
}

/** Describes the same at level D and at level A; `guest` opens behind the one that is described. */
export function atEachLevel(title: string, body: (level: Level) => void): void {
  for (const level of ["D", "A"] as const)
    describe(`${title} at level ${level}`, () => {
      before(async function () {
        this.timeout(20_000);
        if (level === "A") await needLevelA(this);
        launcher = level === "A" ? await jail() : childLauncher;
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
