/**
 * @file What a cell gets from the kernel: `check`, `hint`, `submit`, `display`, `clearOutput`, `input`, `plot`, `progress`, `table`,
 * `interact`.
 * In the Cryo-EM kernel they are there without import; in a stock tslab kernel, `import { check } from "@cryolab/kernel"`
 * gives the same with what that kernel can show.
 */

import type { DisplayHandle } from "./bundle.ts";
import { runCheck } from "./check.ts";
import { show } from "./display.ts";
import type { ExerciseId } from "./exercise-id.ts";
import { runHint } from "./hint.ts";
import { currentHost } from "./host.ts";
import { type Controls, type ControlValues, startInteraction } from "./interact.ts";
import { over, type ProgressBar, startBar } from "./progress.ts";
import { runSubmit } from "./submit.ts";
import { makeTable, type Table, type TableData, type TableOptions } from "./table.ts";

export { plot } from "@cryolab/lib";
export type { Bundle, DisplayHandle } from "./bundle.ts";
export type { ExerciseId } from "./exercise-id.ts";
export { type Installation, type InstallOptions, installKernel } from "./installer.ts";
export type { Control, Controls, ControlValue, ControlValues } from "./interact.ts";
export type { ProgressBar } from "./progress.ts";
export type { Frame, Table, TableData, TableOptions } from "./table.ts";

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
 * Packs the saved notebook for handing in: a zip and a receipt beside it, the visible tests, what is missing, and what ran
 * but is not saved. Nothing is sent.
 *
 * @param id - the problem set of this release
 * @throws RangeError if this is not the release of that set
 * @throws Error if nothing is answered in the file
 * @example
 * submit("ps1")
 */
export function submit(id: string): Promise<void> {
  const host = currentHost();
  const work = runSubmit(host, id);
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
 * @param wait - only when the next output comes, which does not flicker; at once if left out
 * @example
 * for (const text of ["one", "two"]) { clearOutput(true); display(text); }
 */
export function clearOutput(wait: boolean = false): void {
  currentHost().clear(wait);
}

/** What `progress` can be called with. */
export interface Progress {
  /** A bar of a known number of steps. */
  (total: number, label?: string): ProgressBar;
  /** A bar whose number of steps `update(done, total)` will say. */
  (label?: string): ProgressBar;
  /** The steps of a loop, with a bar that counts them: `for (const x of progress.over(list, "EM")) { … }`. */
  over<T>(steps: Iterable<T>, label?: string): Iterable<T>;
}

/**
 * Shows how far a loop has come: a bar, the time gone, the time left and the steps a second, updated in place about ten
 * times a second. It moves in a loop that never awaits, too.
 *
 * Count by `bar.tick()`, say where it stands by `bar.update(done, total)`, end it by `bar.done()`; or let it count a loop.
 *
 * @param total - number of steps, >= 0
 * @param label - what is being done
 * @returns the bar
 * @throws RangeError if a number of steps is negative or NaN
 * @example
 * const bar = progress(100, "noise"); for (let i = 0; i < 100; i++) bar.tick()
 * @example
 * for (const image of progress.over(images, "picking")) pick(image)
 * @example
 * cryo.classification.em1d(x, start, { iterations: 50, progress: progress("EM").update })
 */
export const progress: Progress = Object.assign(
  (total?: number | string, label?: string): ProgressBar =>
    typeof total === "number"
      ? startBar(currentHost(), total, label ?? "")
      : startBar(currentHost(), undefined, total ?? ""),
  { over: <T>(steps: Iterable<T>, label: string = ""): Iterable<T> => over(currentHost(), steps, label) },
);

/**
 * A table of rows or columns: text on the left, numbers on the right with as many digits as tell them apart. At most 50
 * rows and 20 columns are shown.
 *
 * @param data - rows (records or lists), a record of columns of one length, a Matrix, or a table of danfojs
 * @param options - which columns; a title; significant digits of numbers that are not whole (4)
 * @returns the table, shown as the last value of a cell or by `display`
 * @throws RangeError if columns differ in length, a column is not there, or an array has more than two axes
 * @throws TypeError if a row is no record, or a column no list
 * @example
 * table([{ method: "EM", sigma: 0.5, steps: 20 }, { method: "mean", sigma: 1.25, steps: 1 }], { title: "Two ways" })
 * @example
 * table({ "s (1/Å)": frequencies, FSC: curve }, { digits: 3 })
 */
export function table(data: TableData, options: TableOptions = {}): Table {
  return makeTable(data, options);
}

/**
 * Draws a picture under controls, and draws it again as they move: `[min, max]` or `[min, max, step]` is a slider of numbers,
 * a list of texts is a choice, `true` or `false` is a switch, a text is a field to write in.
 *
 * A slider starts in the middle, a choice with the first text. While a drawing takes long, only the last position is drawn
 * next. An error shows in the place of the picture; the saved notebook keeps the last picture.
 *
 * @param controls - what each name of the drawing's argument can be
 * @param draw - gives what to show (a figure, a table, a text, or a promise of one) for the values of all controls
 * @throws RangeError if a slider's ends or step, or a choice's texts, make no control
 * @example
 * interact({ sigma: [1, 10, 0.5], kind: ["lines", "points"], grid: true }, ({ sigma, kind, grid }) =>
 *   plot.line(x, x.map((v) => Math.exp(-(v ** 2) / (2 * sigma ** 2)))))
 */
export function interact<const C extends Controls>(controls: C, draw: (values: ControlValues<C>) => unknown): void {
  startInteraction(currentHost(), controls, draw as (values: Readonly<Record<string, unknown>>) => unknown);
}
