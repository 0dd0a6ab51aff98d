/**
 * @file Long work that tells how far it is and can be stopped. A function that takes long has the two optional fields of
 * LongWork among its options, and reports with progressOf after every unit of its work.
 */

import { check } from "./check.ts";

/** What may be asked of work that takes long. */
export interface LongWork {
  /** called after every unit with the number of units done and of all */
  readonly progress?: (done: number, total: number) => void;
  /** looked at before every unit, such as the signal of an AbortController: its reason is thrown once it is aborted */
  readonly signal?: { readonly aborted: boolean; readonly reason?: unknown };
}

/**
 * Reports of long work: a function to call after every unit, which tells who listens and stops when it is asked to.
 *
 * The signal is looked at once at the start and after every unit but the last, so that finished work is handed over. A
 * loop that never waits is stopped by its own progress function, or by what that function reads.
 *
 * @param name - function and unit, as in `em1d: stopped before step`
 * @param total - number of units, ≥ 0
 * @param work - who listens, and who may stop the work
 * @returns function to call after every unit
 * @throws RangeError if total is not a whole number ≥ 0; the signal's reason if it is aborted, or an Error that says
 *   `name 1 of total` if it has none
 * @example
 * const done = [];
 * const tick = progressOf("sum: stopped before part", 2, { progress: (n) => done.push(n) });
 * tick();
 * tick();
 * done // [1, 2]
 */
export function progressOf(name: string, total: number, work: LongWork): () => void {
  check(Number.isInteger(total) && total >= 0, () => `progressOf: total must be a whole number >= 0, got ${total}`);
  const { progress, signal } = work;
  let done = 0;
  const stopIfAsked = (): void => {
    if (done < total && signal?.aborted) throw signal.reason ?? new Error(`${name} ${done + 1} of ${total}`);
  };
  stopIfAsked();
  return () => {
    done++;
    progress?.(done, total);
    stopIfAsked();
  };
}
