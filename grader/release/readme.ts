/** @file The README of a release: what a learner types, and nothing else. */

import type { ProblemSet } from "../learner/problem-set.ts";
import { readManifest } from "../registry/index.ts";

/** The text of README.md. */
export function releaseReadme(set: ProblemSet, root: string): string {
  const rows = set.exercises.map(({ id, points }) => {
    const { title, time } = readManifest(id, root);
    return `| \`${id}\` | ${title} | ${points} | ${time} |`;
  });
  const due = set.due === null ? "" : `\nDue ${set.due.slice(0, 16).replace("T", " ")} UTC.\n`;
  return `# ${set.title}
${due}
| exercise | title | points | time |
|---|---|---|---|
${rows.join("\n")}

## Two commands

You need Node (^20.19 or >= 22.12) and, for the notebook, Python >= 3.9. In this folder:

    npm start      # installs what is missing, opens notebooks/${set.id}.ipynb in JupyterLab with the kernel
    npm test       # installs what is missing, runs the visible tests of your answers

Both write only into this folder (and the caches of npm and pip).

## In the notebook

Write each answer in its cell, run it, run the \`check(…)\` below it. \`hint(…)\` helps step by step. Save, then run the last cell,
\`submit("${set.id}")\`: it packs a zip and a receipt beside the notebook, and sends nothing. Hand in the zip where your course wants it.

## In an editor

\`exercises/<topic>/<name>/\` holds a statement, the file you write in, and its visible tests.

    npx cryolab list               # the exercises, and how far you are
    npx cryolab watch              # runs the tests of the exercise at hand on every save
    npx cryolab hint               # one step at a time
    npx cryolab reset ${set.exercises[0]?.id ?? "ID"}  # the starter again; what you wrote is kept
    npx cryolab submit ${set.id}         # the zip and its receipt

Hidden tests decide the grade: they are not here. What the visible tests say here, they say when you are graded.
`;
}
