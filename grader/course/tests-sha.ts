/** @file The sha256 of what decides a grade: manifest, visible and hidden tests. The runner reports the same of what it ran. */

import { readFileSync } from "node:fs";
import { exercisePaths } from "../registry/index.ts";
import { sha256OfParts } from "../sha256.ts";

/** Of an exercise, as its files are now. */
export function testsSha(exercise: string, root: string): string {
  const { manifest, visibleTest, hiddenTest } = exercisePaths(exercise, root);
  return sha256OfParts([manifest, visibleTest, hiddenTest].map((path) => read(path, exercise)));
}

function read(path: string, exercise: string): Uint8Array {
  try {
    return readFileSync(path);
  } catch {
    throw new Error(`${exercise} cannot be graded: there is no ${path}; see cryolab verify ${exercise}`);
  }
}
