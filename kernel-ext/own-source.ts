/** @file Where a learner's own name comes from: the statement that declares it, in the latest cell that ran. */

import type { RunCell } from "./compiler/engine.ts";
import { declaredNames } from "./compiler/names.ts";
import { compiler } from "./compiler/typescript.ts";

/** A statement and the cell it is in. */
export interface OwnSource {
  readonly label: string;
  readonly text: string;
}

/** The declaration of a name, with its doc comment, in the last of the cells that declares it. */
export function ownSource(cells: readonly RunCell[], name: string): OwnSource | undefined {
  for (const { label, code } of cells.toReversed()) {
    if (!code.includes(name)) continue;
    const file = compiler.createSourceFile("cell.ts", code, compiler.ScriptTarget.Latest, false);
    const found = file.statements.findLast(
      (statement) => !compiler.isImportDeclaration(statement) && declaredNames(statement).includes(name),
    );
    if (found !== undefined) return { label, text: code.slice(found.getStart(file, true), found.end) };
  }
  return undefined;
}

/** The name at a position of a text, if it stands alone: what follows a point is a member of something. */
export function nameAt(text: string, position: number): string | undefined {
  const [before] = /[\p{ID_Continue}$]*$/u.exec(text.slice(0, position)) ?? [""];
  const [after] = /^[\p{ID_Continue}$]*/u.exec(text.slice(position)) ?? [""];
  const name = before + after;
  return name === "" || /\.\s*$/.test(text.slice(0, position - before.length)) ? undefined : name;
}
