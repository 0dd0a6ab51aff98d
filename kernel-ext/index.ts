/**
 * @file What a cell gets from the kernel: `check`, `hint`, `display`, `input`, `plot`. In the Cryo-EM kernel they are there without
 * import; in a stock tslab kernel, `import { check } from "@cryolab/kernel"` gives the same with what that kernel can show.
 */

import type { DisplayHandle } from "./bundle.ts";
import { runCheck } from "./check.ts";
import { show } from "./display.ts";
import type { ExerciseId } from "./exercise-id.ts";
import { runHint } from "./hint.ts";
import { currentHost } from "./host.ts";

export { plot } from "@cryolab/lib";
export type { Bundle, DisplayHandle } from "./bundle.ts";
export type { ExerciseId } from "./exercise-id.ts";
export { type Installation, type InstallOptions, installKernel } from "./installer.ts";

/**
 * Runs the visible tests of an exercise on the cells that ran, and shows points, what went wrong, and the next hint.
 *
 * The answer is the cell whose first line is `%%exercise <id>`, with what it uses from other cells. No `await` is needed.
 *
 * @param id - the exercise, topic/slug
 * @throws RangeError if there is no such exercise
 * @example
 * check("fourier/dft")
 */
export function check(id: ExerciseId): Promise<void> {
  const host = currentHost();
  const work = runCheck(host, id);
  host.track(work);
  return work;
}

/**
 * Shows the next hint of an exercise, from a nudge to nearly the answer. A failed `check` shows one too.
 *
 * @param id - the exercise, topic/slug
 * @throws RangeError if there is no such exercise
 * @example
 * hint("fourier/dft")
 */
export function hint(id: ExerciseId): Promise<void> {
  const host = currentHost();
  const work = runHint(host, id);
  host.track(work);
  return work;
}

/**
 * Shows a value in the output of the cell: by its `[Symbol.for("Jupyter.display")]` method, or as text. An object by MIME
 * type, such as `{ "text/html": "<b>x</b>" }`, is shown as it is.
 *
 * @param value - what to show
 * @param options - an id by which another cell may replace it
 * @returns a handle whose `update` puts another value in its place
 * @example
 * const bar = display("0 of 10"); bar.update("1 of 10")
 */
export function display(value: unknown, options: { readonly id?: string } = {}): DisplayHandle {
  return show(currentHost(), value, options.id);
}

/**
 * Asks for a line of text, in a box below the cell. The cell waits; the stop button lets it go.
 *
 * @param prompt - what stands before the box
 * @param options - with `password`, what is typed stays unseen
 * @returns the text, without the line break
 * @throws Error if nobody can be asked, as when a notebook is run by a program
 * @example
 * const name = await input("Your name: ")
 */
export function input(prompt: string = "", options: { readonly password?: boolean } = {}): Promise<string> {
  const host = currentHost();
  const answer = (async () => host.ask({ prompt: String(prompt), password: options.password === true }))();
  host.track(answer);
  return answer;
}

/**
 * Removes the output of the running cell.
 *
 * @param wait - only when the next output comes, which does not flicker
 */
export function clearOutput(wait: boolean = false): void {
  currentHost().clear(wait);
}
