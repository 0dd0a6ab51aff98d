/** @file Namespaces of earlier cells: tslab forgets their declarations after one more cell, so they are handed on here. */

import type ts from "typescript";
import { declaredNames } from "./names.ts";
import { compiler } from "./typescript.ts";

/**
 * The namespaces among declarations of earlier cells, as text, without those that a cell declares anew.
 *
 * @param declarations - a declaration file
 * @param cell - the cell that comes next
 */
export function keptNamespaces(declarations: string, cell: ts.SourceFile): string {
  if (!declarations.includes("namespace")) return "";
  const file = compiler.createSourceFile("earlier.d.ts", declarations, compiler.ScriptTarget.Latest, false);
  const spaces = file.statements.filter((statement) => compiler.isModuleDeclaration(statement));
  if (spaces.length === 0) return "";
  const anew = new Set(cell.statements.flatMap(valuesOf));
  return spaces
    .filter(({ name }) => !anew.has(name.text))
    .map((space) => `${space.getText(file)}\n`)
    .join("");
}

/** The names that a statement declares, but for types, which may share a namespace's name. */
function valuesOf(statement: ts.Statement): string[] {
  const isType = compiler.isInterfaceDeclaration(statement) || compiler.isTypeAliasDeclaration(statement);
  return isType ? [] : declaredNames(statement);
}
