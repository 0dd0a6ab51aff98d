/** @file Which exercise a learner is at, and which comes next. */

import { exercisesInOrder } from "./order.ts";
import { progressOf, readProgress } from "./progress.ts";

/**
 * The exercise at hand: the last one worked on while it is not done, else the first that is not done.
 *
 * @throws Error if there is nothing to do
 */
export function atHand(root: string): string {
  const progress = readProgress(root);
  const ids = [...exercisesInOrder(root).keys()];
  if (ids.length === 0) throw new Error(`no exercise in ${root}`);
  const { last } = progress;
  if (last !== undefined && ids.includes(last) && !progressOf(progress, last).passed) return last;
  return nextOf(root, last) ?? last ?? ids[0];
}

/** The next exercise that is not done, after a given one and then from the first; undefined when all are done. */
export function nextOf(root: string, after?: string): string | undefined {
  const progress = readProgress(root);
  const ids = [...exercisesInOrder(root).keys()];
  const from = after === undefined ? 0 : ids.indexOf(after) + 1;
  return [...ids.slice(from), ...ids.slice(0, from)].find((id) => id !== after && !progressOf(progress, id).passed);
}
