/** @file The sha256 of what decides a grade: manifest, visible and hidden tests. The runner reports the same of what it ran. */

import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { exercisePaths } from "../registry/index.ts";

/** Of an exercise, as its files are now. */
export function testsSha(exercise: string, root: string): string {
  const { manifest, visibleTest, hiddenTest } = exercisePaths(exercise, root);
  const hash = createHash("sha256");
  for (const path of [manifest, visibleTest, hiddenTest]) {
    const text = read(path, exercise);
    hash.update(`${text.length} `).update(text);
  }
  return hash.digest("hex");
}

function read(path: string, exercise: string): Uint8Array {
  try {
    return readFileSync(path);
  } catch {
    throw new Error(`${exercise} cannot be graded: there is no ${path}; see cryolab verify ${exercise}`);
  }
}
