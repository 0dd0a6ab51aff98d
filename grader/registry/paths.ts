/**
 * @file Where things are: the course is a folder with `exercises/`, and three mirrored trees hold the six files of an
 * exercise. There is no central list; a folder with an `exercise.json` is an exercise.
 */

import { existsSync, readdirSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseId, topics } from "./topics.ts";

/** The six files of an exercise and the folders of its wrong and right answers. */
export interface ExercisePaths {
  readonly readme: string;
  readonly starter: string;
  readonly visibleTest: string;
  readonly manifest: string;
  readonly solution: string;
  readonly hiddenTest: string;
  /** folders that hold the files above */
  readonly exerciseFolder: string;
  readonly solutionFolder: string;
  readonly hiddenFolder: string;
  readonly wrong: string;
  readonly right: string;
}

/**
 * The course: CRYOLAB_ROOT, else the first folder with `exercises/` from the working folder upwards, else from this
 * package upwards.
 *
 * @throws Error if there is none
 */
export function findRoot(): string {
  const given = process.env.CRYOLAB_ROOT;
  if (given) {
    if (!existsSync(join(given, "exercises")))
      throw new Error(`CRYOLAB_ROOT: must be a folder with exercises/, got ${given}`);
    return resolve(given);
  }
  const here = dirname(fileURLToPath(import.meta.url));
  const found = upwards(process.cwd()) ?? upwards(here);
  if (found === undefined)
    throw new Error(`no course here: no folder with exercises/ above ${process.cwd()}; set CRYOLAB_ROOT`);
  return found;
}

function upwards(start: string): string | undefined {
  for (let folder = resolve(start); ; folder = dirname(folder)) {
    if (existsSync(join(folder, "exercises"))) return folder;
    if (dirname(folder) === folder) return undefined;
  }
}

/** The paths of an exercise, whether the files exist or not. */
export function exercisePaths(id: string, root: string = findRoot()): ExercisePaths {
  const { topic, slug } = parseId(id);
  const exerciseFolder = join(root, "exercises", topic, slug);
  const solutionFolder = join(root, "solutions", topic, slug);
  const hiddenFolder = join(root, "tests", "hidden", topic, slug);
  return {
    readme: join(exerciseFolder, "README.md"),
    starter: join(exerciseFolder, `${slug}.ts`),
    visibleTest: join(exerciseFolder, `${slug}.test.ts`),
    manifest: join(exerciseFolder, "exercise.json"),
    solution: join(solutionFolder, `${slug}.ts`),
    hiddenTest: join(hiddenFolder, `${slug}.hidden.test.ts`),
    exerciseFolder,
    solutionFolder,
    hiddenFolder,
    wrong: join(hiddenFolder, "wrong"),
    right: join(hiddenFolder, "right"),
  };
}

/**
 * The exercises of a course: folders of a known topic, in the order of topics, then by name.
 *
 * @param root - the course; found by `findRoot` when left out
 */
export function exerciseIds(root: string = findRoot()): string[] {
  const ids: string[] = [];
  for (const topic of topics) {
    const folder = join(root, "exercises", topic);
    if (!existsSync(folder)) continue;
    for (const entry of readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1)))
      if (entry.isDirectory() && /^[a-z0-9]+(-[a-z0-9]+)*$/.test(entry.name)) ids.push(`${topic}/${entry.name}`);
  }
  return ids;
}
