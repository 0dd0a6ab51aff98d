/** @file A release of the small course as a learner has it, without its packages: what the commands work on. */

import type { ProblemSet } from "@cryolab/grader/internal/learner/problem-set";
import { problemNotebook } from "@cryolab/grader/internal/release/notebook";
import { type Course, course, files, starter } from "../course.ts";

export const set: ProblemSet = {
  id: "ps1",
  title: "Problem set 1",
  due: "2026-12-01T18:00:00.000Z",
  exercises: [{ id: "fourier/tiny", points: 14 }],
};

/** The folder of a release. */
export function released(): Course {
  const open = Object.entries(files()).filter(([name]) => name.startsWith("exercises/"));
  const lab = course(Object.fromEntries(open));
  lab.write("starters/fourier/tiny.ts", starter);
  lab.write("problem-set.json", JSON.stringify(set));
  lab.write("notebooks/ps1.ipynb", problemNotebook(set, lab.root));
  return lab;
}

/** The notebook of a release with an answer in the cell of the exercise. */
export function answeredNotebook(lab: Course, answer: string): string {
  const notebook = JSON.parse(problemNotebook(set, lab.root));
  const cell = notebook.cells.find(({ source }: { source: string[] }) => source[0]?.startsWith("%%exercise"));
  cell.source = `%%exercise fourier/tiny\n${answer}`;
  return lab.write("notebooks/ps1.ipynb", JSON.stringify(notebook));
}
