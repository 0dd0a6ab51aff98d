/**
 * @file Which wall: the best that a guest really starts behind on this machine, found once in a process by its first guest; or
 * the one that is asked for, and then no other.
 */

import { jail } from "./jail.ts";
import { childLauncher, type Launcher } from "./launcher.ts";
import { InfrastructureError, SlowStart } from "./types.ts";

let prepared: Promise<Launcher> | undefined;
let best: Promise<Launcher> | undefined;

function levelA(): Promise<Launcher> {
  prepared ??= jail();
  return prepared;
}

/**
 * Starts something behind a wall.
 *
 * @param asked - "A" or "D" to have that level and no other; nothing for the best there is
 * @param start - starts a guest; rejects if it does not start
 * @throws InfrastructureError if what is asked for cannot be had
 */
export async function behindWall<T>(asked: string | undefined, start: (launcher: Launcher) => Promise<T>): Promise<T> {
  if (asked === "D") return start(childLauncher);
  if (asked === "A")
    try {
      return await start(await levelA());
    } catch (error) {
      const { message } = error as Error;
      throw new InfrastructureError(`isolation level A cannot be had here: ${message}`, { cause: error });
    }
  if (asked !== undefined && asked !== "")
    throw new InfrastructureError(`CRYOLAB_ISOLATION must be A or D, got ${JSON.stringify(asked)}`);
  if (best) return start(await best);
  let first: T | undefined;
  const tryA = async (): Promise<Launcher> => {
    try {
      const launcher = await levelA();
      first = await start(launcher);
      return launcher;
    } catch (error) {
      if (!(error instanceof SlowStart)) return childLauncher;
      best = undefined; // a busy machine is no reason for a lower wall
      throw error;
    }
  };
  best = tryA();
  const launcher = await best;
  return first ?? start(launcher);
}
