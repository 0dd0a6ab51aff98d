/** @file Where a learner's answers are: in the cells of a notebook, in files of their own, in both, or nowhere yet. */

import { existsSync } from "node:fs";
import { join } from "node:path";
import { exercisePaths } from "../registry/index.ts";
import { exerciseOf } from "../submission/exercise-line.ts";
import type { Cell } from "../submission/types.ts";
import { sameCode, starterOf, untouched } from "./work.ts";

/** Where one exercise is answered. */
export interface Answer {
  readonly id: string;
  readonly inFile: boolean;
  readonly inNotebook: boolean;
}

/** The notebook of a release, if it is there. */
export function releasedNotebook(set: string, root: string): string | undefined {
  const path = join(root, "notebooks", `${set}.ipynb`);
  return existsSync(path) ? path : undefined;
}

/**
 * The answers to some exercises. A starter that nobody changed is no answer.
 *
 * @param cells - code cells of a notebook
 */
export function answersTo(ids: readonly string[], root: string, cells: readonly Cell[] = []): Answer[] {
  return ids.map((id) => ({
    id,
    inFile: !untouched(id, root),
    inNotebook: cells.some((cell) => answers(cell, id, root)),
  }));
}

function answers(cell: Cell, id: string, root: string): boolean {
  const named = exerciseOf(cell.source);
  if (named === undefined ? !cell.tags?.includes(id) : named !== id) return false;
  const code = named === undefined ? cell.source : cell.source.replace(/^[^\n]*\n?/, "");
  const began = starterOf(id, root);
  return code.trim() !== "" && !(began !== undefined && sameCode(code, began));
}

/** The path of an answer's own file. */
export function answerFile(id: string, root: string): string {
  return exercisePaths(id, root).starter;
}
