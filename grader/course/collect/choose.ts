/** @file Which files of a learner are the submission: the notebook of this set, and answers that are files of their own. */

import { exerciseOfPath } from "../../commands/found.ts";
import type { ProblemSet } from "../sets.ts";

/** A file of a learner, by what it is called. */
export interface Named {
  /** the file's own name */
  readonly name: string;
  /** folders and name, outermost first */
  readonly parts: readonly string[];
}

/** A file to be taken; of a `.ts` also the exercise that it answers. */
export interface Chosen<T> {
  readonly file: T;
  readonly exercise?: string;
}

/** What is taken of a learner's files, and why the rest is not. */
export interface Choice<T> {
  readonly taken: readonly Chosen<T>[];
  readonly left: readonly { readonly file: T; readonly reason: string }[];
}

/**
 * Of several notebooks that with the set's name, else those that have it in their names, else the only one.
 *
 * @param others - ids of the other sets of the class: a notebook called so is none of this one
 */
export function chooseFiles<T extends Named>(
  files: readonly T[],
  set: ProblemSet,
  others: readonly string[],
): Choice<T> {
  const taken: Chosen<T>[] = [];
  const left: { file: T; reason: string }[] = [];
  const stem = ({ name }: T): string => name.replace(/\.ipynb$/i, "").toLowerCase();
  const notebooks = files.filter(({ name }) => /\.ipynb$/i.test(name));
  const mine = notebooks.filter((file) => {
    const other = others.find((id) => stem(file) === id);
    if (other !== undefined) left.push({ file, reason: `it is called like ${other}` });
    return other === undefined;
  });
  const exact = mine.filter((file) => stem(file) === set.id);
  const like = mine.filter((file) => stem(file).includes(set.id));
  const chosen = exact.length > 0 ? exact : like.length > 0 ? like : mine.length === 1 ? mine : [];
  for (const file of mine)
    if (chosen.includes(file)) taken.push({ file });
    else
      left.push({
        file,
        reason:
          chosen.length > 0
            ? `another notebook is called ${set.id}`
            : `one of ${mine.length} notebooks, none is called ${set.id}`,
      });

  for (const file of files.filter(({ name }) => /\.ts$/i.test(name) && !/\.(test|d)\.ts$/i.test(name))) {
    const exercise = exerciseOf(file, set);
    if (exercise === undefined) left.push({ file, reason: `its name says no exercise of ${set.id}` });
    else taken.push({ file, exercise });
  }
  return { taken, left };
}

/** The exercise of a `.ts`: by topic/slug.ts, else by a slug that only one exercise of the set has. */
function exerciseOf({ parts, name }: Named, set: ProblemSet): string | undefined {
  const ids = set.exercises.map(({ exercise }) => exercise);
  const byPath = exerciseOfPath([...parts.slice(0, -1), name].join("/"));
  if (byPath !== undefined && ids.includes(byPath)) return byPath;
  const slug = name.replace(/\.ts$/i, "");
  const same = ids.filter((id) => id.split("/")[1] === slug);
  return same.length === 1 ? same[0] : undefined;
}
