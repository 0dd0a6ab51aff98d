/**
 * @file Opens sandboxes: behind a given wall, or behind the best one of this machine, from a guest that was started ahead if
 * there is one. A guest that has not been given a module is like any other, so that it makes no difference whose it becomes.
 */

import { Guest } from "./host.ts";
import type { Launcher } from "./launcher.ts";
import { behindWall, missingLevels } from "./levels.ts";
import { guestProgram } from "./program.ts";
import { type Isolation, type Sandbox, SandboxError } from "./types.ts";

const MEMORY_MB = 512;

/** What may be said about a sandbox that is to be opened. */
export interface SandboxOptions {
  /** wall clock of loading, ms */
  readonly loadTimeoutMs?: number;
  /** memory in MB: of all that is allocated at levels A and B, of the engine's heap at level D */
  readonly memoryMb?: number;
}

/** Starts a guest that listens. */
async function start(launcher: Launcher, { memoryMb = MEMORY_MB }: SandboxOptions): Promise<Guest> {
  const program = await guestProgram();
  const guest = new Guest(launcher({ memoryMb }));
  try {
    await guest.greet(program);
    return guest;
  } catch (error) {
    await guest.close();
    throw error;
  }
}

/** Gives a module to a guest. */
async function load(guest: Guest, code: string, { loadTimeoutMs }: SandboxOptions): Promise<Sandbox> {
  try {
    await guest.load(code, loadTimeoutMs);
    return guest;
  } catch (error) {
    await guest.close();
    if (error instanceof SandboxError) error.isolation = guest.isolation;
    throw error;
  }
}

/**
 * Opens a sandbox behind a given wall.
 *
 * @param launcher - starts the guest
 */
export async function openBehind(
  launcher: Launcher,
  bundle: { readonly code: string },
  options: SandboxOptions = {},
): Promise<Sandbox> {
  return load(await start(launcher, options), bundle.code, options);
}

/** A guest of the usual memory behind the wall of this machine. */
function startHere(options: SandboxOptions = {}): Promise<Guest> {
  void guestProgram().catch(() => {}); // made while the wall is prepared; a failure is told where it is used
  return behindWall(process.env.CRYOLAB_ISOLATION, (launcher) => start(launcher, options));
}

let spare: Promise<Guest> | undefined;

/** Starts a guest ahead, unless there is one. */
export function warmUp(): void {
  spare ??= startHere();
  spare.catch(() => {}); // who needs a guest starts another, and hears why there is none
}

/**
 * The wall of this machine, by starting a guest behind it: to be asked before a class is graded, and written down with it.
 *
 * @returns its level, and a sentence for each stronger one that cannot be had
 * @throws InfrastructureError if CRYOLAB_ISOLATION asks for what cannot be had
 */
export async function probeWall(): Promise<{ readonly level: Isolation; readonly missing: readonly string[] }> {
  const guest = await startHere();
  await guest.close();
  return { level: guest.isolation, missing: missingLevels() };
}

/**
 * Loads a learner's module in a process of its own, behind the best wall of this machine, or the one that the environment
 * variable CRYOLAB_ISOLATION names.
 *
 * @param bundle - one module without imports
 * @returns a sandbox, to be closed
 * @throws SandboxError if the module throws, hangs or dies while it loads
 * @throws InfrastructureError if no sandbox can be started
 */
export async function openSandbox(bundle: { readonly code: string }, options: SandboxOptions = {}): Promise<Sandbox> {
  const early = options.memoryMb === undefined ? spare : undefined;
  if (early) spare = undefined;
  const ready = await early?.catch(() => undefined);
  return load(ready?.alive ? ready : await startHere(options), bundle.code, options);
}
