/** @file The ladder of hints: each call, and each failed check, shows the next one; the last one stays. */

import type { Bundle } from "./bundle.ts";
import { type ExerciseCard, type Grader, knownExercises } from "./grading.ts";
import type { Host } from "./host.ts";
import { escapeHtml } from "./html.ts";

/** One rung of the ladder. */
export interface Hint {
  readonly text: string;
  /** counted from 1 */
  readonly number: number;
  readonly of: number;
}

/** Takes the next hint of an exercise. */
export function nextHint(shown: Map<string, number>, id: string, { hints }: ExerciseCard): Hint | undefined {
  if (hints.length === 0) return undefined;
  const number = Math.min((shown.get(id) ?? 0) + 1, hints.length);
  shown.set(id, number);
  return { text: hints[number - 1], number, of: hints.length };
}

/** A hint in one line. */
export const hintLine = ({ text, number, of }: Hint): string =>
  `Hint ${number} of ${of}${number === of ? ", the last one" : ""}: ${text}`;

/** Shows the next hint of an exercise. */
export async function runHint(host: Host, id: string): Promise<void> {
  const card = exerciseCard(await host.grader(), id, "hint");
  const hint = nextHint(host.hintsShown, id, card);
  const line = hint === undefined ? `${id} has no hints` : hintLine(hint);
  const bundle: Bundle = { "text/plain": line, "text/html": `<p>${escapeHtml(line)}</p>` };
  host.show(bundle);
}

/**
 * What the manifest of an exercise says.
 *
 * @throws RangeError naming the exercises there are
 */
export function exerciseCard(grader: Grader, id: string, caller: string): ExerciseCard {
  const known = knownExercises(grader);
  if (!known.includes(id))
    throw new RangeError(`${caller}: no exercise ${id}; there are: ${known.join(", ") || "none, no course was found"}`);
  return grader.readManifest(id);
}
