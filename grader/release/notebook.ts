/** @file The notebook of a problem set, made of the statements and the starters: nobody writes it, so it cannot drift. */

import { readFileSync } from "node:fs";
import type { ProblemSet } from "../learner/problem-set.ts";
import { exercisePaths, readManifest } from "../registry/index.ts";
import { sha256 } from "../sha256.ts";

/** A cell of a notebook, nbformat 4.5. */
export type NotebookCell = Readonly<Record<string, unknown>> & {
  readonly cell_type: "markdown" | "code";
  readonly id: string;
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly source: readonly string[];
};

/** Which kernel opens it, and as what. */
const metadata = {
  kernelspec: { display_name: "Cryo-EM (TypeScript)", language: "typescript", name: "cryolab" },
  language_info: { file_extension: ".ts", mimetype: "text/typescript", name: "typescript" },
};

/** A cell whose id says where it comes from, so that the same set is the same file. */
export function cell(
  kind: "markdown" | "code",
  key: string,
  text: string,
  more: Readonly<Record<string, unknown>> = {},
): NotebookCell {
  const id = sha256(`${kind} ${key}`).slice(0, 12);
  const source = text.trimEnd().match(/[^\n]*\n|[^\n]+$/g) ?? [];
  const ran = kind === "code" ? { execution_count: null, outputs: [] } : {};
  return { cell_type: kind, id, metadata: more, source, ...ran };
}

/** The text of a notebook of some cells. */
export function notebookText(cells: readonly NotebookCell[]): string {
  return `${JSON.stringify({ cells, metadata, nbformat: 4, nbformat_minor: 5 }, null, 1)}\n`;
}

/** The statement of an exercise as Markdown, one heading lower, with what it is worth. */
export function statement(id: string, points: number, root: string): string {
  const text = readFileSync(exercisePaths(id, root).readme, "utf8").trimEnd();
  const { time, needs } = readManifest(id, root);
  const before = needs.length === 0 ? "" : ` · after ${needs.map((need) => `\`${need}\``).join(", ")}`;
  const worth = `*\`${id}\` · ${points} ${points === 1 ? "point" : "points"} · ${time}${before}*`;
  const [title, ...rest] = text.split("\n");
  return [title.replace(/^#+/, "##"), "", worth, ...rest].join("\n");
}

/** The notebook of a problem set. */
export function problemNotebook(set: ProblemSet, root: string): string {
  const due = set.due === null ? "" : ` Due ${set.due.slice(0, 16).replace("T", " ")} UTC.`;
  const head = `# ${set.title}

${set.exercises.length} exercises.${due} Write each answer in the cell that begins with \`%%exercise\`, run it, and run the \`check\` below
it: the visible tests answer at once. \`hint("${set.exercises[0]?.id ?? ""}")\` helps, one step at a time. Helpers may stand in cells of their own. Save
the notebook, then run the last cell: it packs what you hand in.`;
  const cells = [cell("markdown", "head", head)];
  for (const { id, points } of set.exercises) {
    cells.push(cell("markdown", id, statement(id, points, root)));
    cells.push(cell("code", id, `%%exercise ${id}\n${readFileSync(exercisePaths(id, root).starter, "utf8")}`));
    cells.push(cell("code", `check ${id}`, `check("${id}")`));
  }
  const tail = "## Hand in\n\nSave the notebook first. The zip and its receipt lie beside it; nothing is sent.";
  cells.push(cell("markdown", "submit", tail), cell("code", "submit", `submit("${set.id}")`));
  return notebookText(cells);
}
