/** @file The door to a submission: its functions, called behind the wall. */

import type { AnyFunction, Walled } from "./types.ts";

/**
 * The functions of the submission at hand for one exercise.
 *
 * @param id - the exercise, such as "fourier/dft"
 * @example
 * const { dft } = await submission<typeof import("./dft.js")>("fourier/dft");
 */
export async function submission<T = Record<string, AnyFunction>>(id: string): Promise<Walled<T>> {
  throw new Error(`submission: the wall is being built (${id})`);
}
