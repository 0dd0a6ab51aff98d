/**
 * @file Which wall: the strongest that a guest really starts behind on this machine, found once in a process by its first guest; or
 * the one that is asked for, and then no other.
 */

import { denoUnderLimits, denoWatched } from "./deno.ts";
import { jail } from "./jail.ts";
import { childLauncher, type Launcher } from "./launcher.ts";
import { InfrastructureError, type Isolation, SlowStart } from "./types.ts";

/** The levels, the strongest first. */
const makers: Readonly<Record<Isolation, () => Promise<Launcher>>> = {
  A: () => jail(),
  B: () => denoUnderLimits(),
  C: () => denoWatched(),
  D: async () => childLauncher,
};
export const levels = Object.keys(makers) as readonly Isolation[];

const prepared = new Map<Isolation, Promise<Launcher>>();
/** The launcher of a level, prepared once in a process. */
function launcherOf(level: Isolation): Promise<Launcher> {
  const made = prepared.get(level) ?? makers[level]();
  prepared.set(level, made);
  return made;
}

/**
 * The level that is asked for.
 *
 * @param asked - as in CRYOLAB_ISOLATION: a level, or nothing for the strongest there is
 * @throws InfrastructureError if it is no level
 */
export function askedLevel(asked: string | undefined): Isolation | undefined {
  if (asked === undefined || asked === "") return undefined;
  const level = levels.find((one) => one === asked);
  if (level) return level;
  throw new InfrastructureError(`CRYOLAB_ISOLATION must be A, B, C or D, got ${JSON.stringify(asked)}`);
}

let best: Promise<Launcher> | undefined;
const missing: string[] = [];

/** Why the wall of this machine is not stronger, once it is known: a sentence for each level that cannot be had. */
export function missingLevels(): readonly string[] {
  return missing;
}

/**
 * Starts something behind a wall.
 *
 * @param asked - a level to have that and no other; nothing for the strongest there is
 * @param start - starts a guest; rejects if it does not start
 * @throws InfrastructureError if what is asked for cannot be had
 */
export async function behindWall<T>(asked: string | undefined, start: (launcher: Launcher) => Promise<T>): Promise<T> {
  const level = askedLevel(asked);
  if (level)
    try {
      return await start(await launcherOf(level));
    } catch (error) {
      const { message } = error as Error;
      throw new InfrastructureError(`isolation level ${level} cannot be had here: ${message}`, { cause: error });
    }
  if (best) return start(await best);
  let first: T | undefined;
  const climb = async (): Promise<Launcher> => {
    missing.length = 0;
    for (const level of levels.slice(0, -1)) {
      let why: unknown;
      try {
        const launcher = await launcherOf(level);
        // twice: what fails once by chance must not lower the wall of all that follows
        for (let tries = 0; tries < 2; tries++)
          try {
            first = await start(launcher);
            return launcher;
          } catch (error) {
            if (error instanceof SlowStart) throw error;
            why = error;
          }
      } catch (error) {
        if (error instanceof SlowStart) {
          best = undefined; // a busy machine is no reason for a lower wall
          throw error;
        }
        why = error;
      }
      missing.push(`no level ${level}: ${(why as Error).message}`);
    }
    return childLauncher;
  };
  best = climb();
  const launcher = await best;
  return first ?? start(launcher);
}
