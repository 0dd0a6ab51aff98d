/**
 * @file A course folder for nbgrader: `source/ps1/ps1.ipynb` with the statements, the starters and one graded cell for each
 * exercise, and the configuration that nbgrader needs for TypeScript. No solution is in it; a hidden test is a call of this
 * clone's grader, which nbgrader takes out of what it releases and puts back when it grades.
 */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { ProblemSet } from "../learner/problem-set.ts";
import { exercisePaths } from "../registry/index.ts";
import { cell, type NotebookCell, notebookText, statement } from "./notebook.ts";
import { house } from "./packages.ts";

/** The files of the folder. */
export function nbgraderFiles(set: ProblemSet, root: string): Map<string, Uint8Array> {
  const cells: NotebookCell[] = [cell("markdown", "head", `# ${set.title}`)];
  for (const { id, points } of set.exercises) {
    const starter = readFileSync(exercisePaths(id, root).starter, "utf8");
    cells.push(cell("markdown", id, statement(id, points, root)));
    cells.push(cell("code", id, `%%exercise ${id}\n${starter}`));
    cells.push(cell("code", `check ${id}`, gradedSource(id, points, root), graded(id, points)));
  }
  return new Map([
    [`source/${set.id}/${set.id}.ipynb`, Buffer.from(notebookText(cells))],
    ["nbgrader_config.py", readFileSync(join(house, "tests", "jupyter", "nbgrader_config.py"))],
    ["README.md", Buffer.from(readme(set))],
  ]);
}

const graded = (id: string, points: number): object & Record<string, unknown> => ({
  nbgrader: {
    grade: true,
    solution: false,
    locked: true,
    task: false,
    schema_version: 3,
    grade_id: id.replace("/", "-"),
    points,
  },
});

/** The last value of the cell is its points. `as string`: the kernel's compiler need not find the module. */
function gradedSource(id: string, points: number, root: string): string {
  const module = join(house, "kernel-ext", "dist", "grade-here.js");
  return `check(${JSON.stringify(id)});
/// BEGIN HIDDEN TESTS
await (await import(${JSON.stringify(module)} as string)).gradeHere(${JSON.stringify(id)}, ${points}, ${JSON.stringify(root)})
/// END HIDDEN TESTS`;
}

function readme({ id, title }: ProblemSet): string {
  return `# ${title}, for nbgrader

    nbgrader generate_assignment ${id}           # release/${id}: what learners get
    nbgrader autograde ${id} --create            # submitted/LEARNER/${id}/${id}.ipynb, in the kernel cryolab
    nbgrader generate_feedback ${id}

\`jupyter kernelspec list\` must show cryolab (\`npx cryolab kernel install --sys-prefix\`). Learners need the kernel and the
release of the course (\`cryolab release ${id}\`), whose notebooks/ folder takes this notebook. A graded cell calls the clone in which this
folder was made: when the clone moves, make the folder again.

What is lost against \`cryolab grade\`: the verdict passes through the learner's own kernel, so an answer that tampers with the
kernel can pay itself; a failure of the grader is an error, and nbgrader counts an error as 0; partial points and messages are kept,
seeds per learner are not. \`cryolab collect\` and \`cryolab grade\` read the same notebooks.
`;
}
