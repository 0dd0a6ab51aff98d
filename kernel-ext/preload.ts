/**
 * @file What a cell has without import. A hidden first cell imports it; its declarations are those of an earlier cell, so
 * that completion, inspection and the compiler know them, and a learner's own variable of the same name takes over.
 */

import { fileURLToPath } from "node:url";

/** Packages that resolve from any folder. */
export const packages: readonly string[] = ["@cryolab/lib", "@cryolab/kernel"];

/** The hidden first cell. */
export const preloadCell: string = [
  'import * as cryo from "@cryolab/lib";',
  'import { check, clearOutput, display, hint, input, interact, plot, progress, submit, table } from "@cryolab/kernel";',
].join("\n");

/** The declaration file of `exercise-id.ts` as the kernel's compiler reads it: the ids of the course. */
export function exerciseIdFile(exercises: readonly string[]): Readonly<Record<string, string>> {
  if (exercises.length === 0) return {};
  const union = exercises.map((id) => JSON.stringify(id)).join(" | ");
  const path = fileURLToPath(new URL("./exercise-id.d.ts", import.meta.url));
  return { [path]: `/** Id of an exercise of this course. */\nexport type ExerciseId = ${union};\n` };
}
