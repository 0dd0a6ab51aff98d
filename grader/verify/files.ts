/** @file The files of an exercise: six, the wrong and right answers, and nothing else. */

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, join, relative } from "node:path";
import { type ExercisePaths, exercisePaths } from "../registry/index.ts";

/** Files of wrong and right answers. */
export interface Answers {
  readonly wrong: readonly string[];
  readonly right: readonly string[];
}

const WRONG = 7; // at least
const RIGHT = 3;

/** What is missing, and what should not be there. */
export function fileFlaws(id: string, root: string): string[] {
  const paths = exercisePaths(id, root);
  const slug = id.split("/")[1];
  const flaws: string[] = [];
  const six = [paths.readme, paths.starter, paths.visibleTest, paths.manifest, paths.solution, paths.hiddenTest];
  for (const path of six) if (!existsSync(path)) flaws.push(`${relative(root, path)} is missing`);
  const allowed: readonly (readonly [string, readonly string[]])[] = [
    [paths.exerciseFolder, ["README.md", `${slug}.ts`, `${slug}.test.ts`, "exercise.json"]],
    [paths.solutionFolder, [`${slug}.ts`]],
    [paths.hiddenFolder, [`${slug}.hidden.test.ts`, "wrong", "right"]],
  ];
  for (const [folder, names] of allowed)
    for (const name of existsSync(folder) ? readdirSync(folder) : [])
      if (!names.includes(name)) flaws.push(`${relative(root, join(folder, name))} does not belong there`);
  flaws.push(...answerFlaws(paths, root));
  return flaws;
}

function answerFlaws(paths: ExercisePaths, root: string): string[] {
  const flaws: string[] = [];
  const { wrong, right } = answers(paths);
  if (wrong.length < WRONG) flaws.push(`wrong/ must hold at least ${WRONG} answers, got ${wrong.length}`);
  if (right.length < RIGHT) flaws.push(`right/ must hold at least ${RIGHT} answers, got ${right.length}`);
  for (const folder of [paths.wrong, paths.right])
    for (const name of existsSync(folder) ? readdirSync(folder) : [])
      if (!/^[a-z0-9]+(-[a-z0-9]+)*\.ts$/.test(name))
        flaws.push(`${relative(root, join(folder, name))}: answers are kebab-case .ts files`);
  for (const path of wrong) {
    const [first] = readFileSync(path, "utf8").split("\n");
    if (!/^(\/\/|\/\*\*?)\s*\S/.test(first))
      flaws.push(
        `wrong/${basename(path)}: the first line must be a comment that names the mistake, got ${JSON.stringify(first)}`,
      );
  }
  return flaws;
}

/** The wrong and right answers of an exercise, by name. */
export function answers(paths: ExercisePaths): Answers {
  const list = (folder: string) =>
    (existsSync(folder) ? readdirSync(folder) : [])
      .filter((name) => name.endsWith(".ts"))
      .sort()
      .map((name) => join(folder, name));
  return { wrong: list(paths.wrong), right: list(paths.right) };
}
