/** @file Guests for tests: a module of plain JavaScript in a sandbox, past the import rule, since that is only the first fence. */

import { openSandbox, type Sandbox, SandboxError } from "@cryolab/grader/internal/sandbox/index";
import { expect } from "chai";

const open = new Set<Sandbox>();

/** Opens a sandbox on raw code; `closeAll` ends it. */
export async function guest(
  code: string,
  options: { loadTimeoutMs?: number; memoryMb?: number } = {},
): Promise<Sandbox> {
  const sandbox = await openSandbox({ code }, options);
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
