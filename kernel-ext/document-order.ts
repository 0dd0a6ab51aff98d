/**
 * @file What ran against what is saved. `check` takes the cells in the order they ran, `grade` takes the saved notebook from
 * top to bottom; where that gives an answer another helper, or another text, the learner is told.
 */

import { readFileSync } from "node:fs";
import { type Cell, exerciseOf } from "@cryolab/grader";
import type ts from "typescript";
import { declaredNames } from "./compiler/names.ts";
import { compiler } from "./compiler/typescript.ts";

/**
 * The code cells of a saved notebook, from top to bottom; undefined if there is none or it cannot be read.
 *
 * @param path - an .ipynb file, as Jupyter names it in JPY_SESSION_NAME
 */
export function readNotebook(path: string | undefined): readonly Cell[] | undefined {
  if (path === undefined) return undefined;
  try {
    const notebook = JSON.parse(readFileSync(path, "utf8")) as { readonly cells: readonly SavedCell[] };
    const code = notebook.cells.filter((cell) => cell.cell_type === "code");
    return code.map(({ source, id, metadata }, i) => ({
      source: Array.isArray(source) ? source.join("") : source,
      label: `code cell ${i + 1} of the file`,
      ...(id === undefined ? {} : { id }),
      tags: metadata?.tags ?? [],
    }));
  } catch {
    return undefined; // renamed, not saved yet, or not a notebook: there is nothing to compare with
  }
}

interface SavedCell {
  readonly cell_type: string;
  readonly id?: string;
  readonly source: string | string[];
  readonly metadata?: { readonly tags?: readonly string[] };
}

/**
 * What a learner should know about an answer before handing it in.
 *
 * @param ran - cells in order of running
 * @param saved - cells of the file, from top to bottom
 * @param exercise - id of the answer
 */
export function orderWarnings(ran: readonly Cell[], saved: readonly Cell[], exercise: string): string[] {
  const answer = ran.findLast((cell) => isAnswer(cell, exercise));
  if (answer === undefined) return [];
  const savedAnswer = saved.findLast((cell) => isAnswer(cell, exercise));
  const here = declarationsOf(ran);
  const there = declarationsOf(saved);
  const unsaved = new Set<string>();
  const warnings: string[] = [];
  if (savedAnswer === undefined || savedAnswer.source !== answer.source) unsaved.add(answer.label);

  for (const name of namesUsed(answer, here)) {
    const lastRun = here.get(name)?.at(-1);
    if (lastRun === undefined || lastRun.cell === answer) continue;
    const definitions = there.get(name) ?? [];
    const lastSaved = definitions.at(-1);
    if (lastSaved?.text === lastRun.text) continue;
    if (lastSaved !== undefined && definitions.some((definition) => definition.text === lastRun.text))
      warnings.push(
        `the order of running differs from the order in the notebook: ${name} was last defined by ${lastRun.cell.label}, ` +
          `but ${lastSaved.cell.label}, further down, defines it again, and grade takes that one`,
      );
    else unsaved.add(lastRun.cell.label);
  }
  if (unsaved.size > 0)
    warnings.push(
      `the saved notebook differs from what ran (${[...unsaved].join(", ")}): save it, for grade reads the file`,
    );
  return warnings;
}

function isAnswer(cell: Cell, exercise: string): boolean {
  const id = exerciseOf(cell.source);
  return id === undefined ? (cell.tags?.includes(exercise) ?? false) : id === exercise;
}

/** One top-level declaration: where, and which names its text mentions. */
interface Declaration {
  readonly cell: Cell;
  readonly text: string;
  readonly mentions: ReadonlySet<string>;
}

/** The declarations of each name, in the order of the cells. */
function declarationsOf(cells: readonly Cell[]): ReadonlyMap<string, readonly Declaration[]> {
  const found = new Map<string, Declaration[]>();
  for (const cell of cells) {
    const file = parse(cell.source);
    for (const statement of file.statements) {
      const declaration = { cell, text: statement.getText(file), mentions: identifiers(statement) };
      for (const name of declaredNames(statement)) found.set(name, [...(found.get(name) ?? []), declaration]);
    }
  }
  return found;
}

/** The names an answer uses, directly or through what it uses. */
function namesUsed(answer: Cell, declarations: ReadonlyMap<string, readonly Declaration[]>): ReadonlySet<string> {
  const used = new Set<string>();
  const waiting = [...identifiers(parse(answer.source))];
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    if (used.has(name)) continue;
    used.add(name);
    waiting.push(...(declarations.get(name)?.at(-1)?.mentions ?? []));
  }
  return used;
}

const parse = (source: string): ts.SourceFile =>
  compiler.createSourceFile(
    "cell.ts",
    source.replace(/^%%/, "//"),
    compiler.ScriptTarget.Latest,
    true,
    compiler.ScriptKind.TS,
  );

function identifiers(node: ts.Node): Set<string> {
  const names = new Set<string>();
  const visit = (child: ts.Node): void => {
    if (compiler.isIdentifier(child)) names.add(child.text);
    compiler.forEachChild(child, visit);
  };
  visit(node);
  return names;
}
