/** @file Where a learner's own name comes from: the statement that declares it, in the latest cell that ran. */

import type ts from "typescript";
import type { RunCell } from "./compiler/engine.ts";
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
    const found = file.statements.findLast((statement) => declares(statement, name));
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

function declares(statement: ts.Statement, name: string): boolean {
  const binds = (bound: ts.BindingName): boolean =>
    compiler.isIdentifier(bound)
      ? bound.text === name
      : bound.elements.some((element) => compiler.isBindingElement(element) && binds(element.name));
  if (compiler.isVariableStatement(statement))
    return statement.declarationList.declarations.some((declaration) => binds(declaration.name));
  return (
    (compiler.isFunctionDeclaration(statement) ||
      compiler.isClassDeclaration(statement) ||
      compiler.isInterfaceDeclaration(statement) ||
      compiler.isTypeAliasDeclaration(statement) ||
      compiler.isEnumDeclaration(statement) ||
      compiler.isModuleDeclaration(statement)) &&
    statement.name?.text === name
  );
}
