/**
 * @file One submission behind its wall for as long as its tests run: opened at the first call, opened afresh after a
 * death. A scope is one test: once a call of a test has died, its other calls fail at once with the same words, so
 * that an endless loop inside a property of 200 runs costs one time limit and not 200.
 */

import { AsyncLocalStorage } from "node:async_hooks";
import type { Bundle } from "../bundle/types.ts";
import type { Call } from "../diagnosis/like-wrong.ts";
import { openSandbox } from "../sandbox/index.ts";
import { InfrastructureError, type Isolation, type Probed, type Sandbox, SandboxError } from "../sandbox/types.ts";

/** What is known of a test while it runs. */
export interface Scope {
  /** calls that have not come back */
  pending: number;
  ended: boolean;
  death?: SandboxError;
  /** the last calls that came back, where they are wanted */
  calls?: Call[];
}

/** A submission that can be called. */
export interface Session {
  call(fn: string, args: readonly unknown[], options: { timeoutMs: number; probe?: boolean }): Promise<unknown>;
  /** Runs a test: its calls belong to the scope. */
  within<T>(scope: Scope, body: () => T): T;
  /** For mocha without a runner: calls from now on belong to this scope. */
  enter(scope: Scope): void;
  /** Ends the process of the submission; the next call opens another one. */
  close(): Promise<void>;
  /** how strong the wall was, once one was opened */
  readonly isolation: Isolation | undefined;
  /** the first failure of ours, whether a test caught it or not */
  readonly broken: InfrastructureError | undefined;
  /** what the submission printed so far, over all its processes */
  readonly printed: string;
}

/** A new scope. */
export function scope(): Scope {
  return { pending: 0, ended: false };
}

/**
 * A session.
 *
 * @param load - gives the module at the first call; what it throws, every call throws
 */
export function createSession(load: () => Promise<Bundle>): Session {
  const scopes = new AsyncLocalStorage<Scope>();
  let bundle: Promise<Bundle> | undefined;
  let opening: Promise<Sandbox> | undefined;
  let current: Sandbox | undefined;
  let outer = scope();
  let isolation: Isolation | undefined;
  let broken: InfrastructureError | undefined;
  let printed = "";

  async function start(): Promise<Sandbox> {
    bundle ??= load();
    const sandbox = await openSandbox(await bundle, {}).catch((error: unknown) => {
      if (error instanceof SandboxError) isolation = error.isolation; // the wall stood, though the module did not load
      throw error;
    });
    isolation = sandbox.isolation;
    current = sandbox;
    return sandbox;
  }

  async function close(): Promise<void> {
    const opened = opening;
    opening = undefined;
    const old = await opened?.catch(() => undefined);
    if (old === undefined) return;
    if (current === old) current = undefined;
    await old.close();
    printed = (printed + old.stdout).slice(-LIMIT);
  }

  async function call(
    fn: string,
    args: readonly unknown[],
    options: { timeoutMs: number; probe?: boolean },
    here: Scope,
  ): Promise<unknown> {
    if (here.ended) throw new Error("the test of this call is over");
    if (here.death !== undefined) throw here.death;
    opening ??= start();
    const mine = opening;
    let loaded = false;
    try {
      const sandbox = await mine;
      loaded = true;
      return await sandbox.call(fn, args, options);
    } catch (error) {
      if (error instanceof InfrastructureError) broken ??= error;
      // a module that fails to load fails again: `opening` keeps its error, and every test hears it
      if (error instanceof SandboxError && error.status !== "threw" && error.status !== "bad-value") here.death = error;
      if (loaded && mine === opening && error instanceof SandboxError && error.status !== "threw") await close();
      throw error;
    }
  }

  return {
    async call(fn, args, options) {
      const here = scopes.getStore() ?? outer;
      here.pending++;
      try {
        const value = await call(fn, args, options, here);
        if (here.calls) remember(here.calls, fn, args, options.probe ? (value as Probed).value : value);
        return value;
      } finally {
        here.pending--;
      }
    },
    within: (own, body) => scopes.run(own, body),
    enter: (own) => {
      outer = own;
    },
    close,
    get isolation() {
      return isolation;
    },
    get broken() {
      return broken;
    },
    get printed() {
      return (printed + (current?.stdout ?? "")).slice(-LIMIT);
    },
  };
}

const LIMIT = 65536; // characters of printed text that are kept
const CALLS = 12; // of a test that are kept
const NUMBERS = 1 << 16; // that a call may hold to be kept

/** Keeps a call, as it is now, if it is small and made of values only. */
function remember(calls: Call[], fn: string, args: readonly unknown[], value: unknown): void {
  if (size([args, value]) > NUMBERS) return;
  try {
    calls.push(structuredClone({ fn, args, value }));
  } catch {
    return; // functions and instances are not compared
  }
  if (calls.length > CALLS) calls.shift();
}

/** Numbers and fields within a value, about. */
function size(value: unknown): number {
  if (ArrayBuffer.isView(value)) return value.byteLength / 8;
  if (value === null || typeof value !== "object") return 1;
  return Object.values(value).reduce((sum: number, inner) => sum + size(inner), 1);
}
