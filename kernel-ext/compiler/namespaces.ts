/** @file Namespaces of earlier cells: tslab forgets their declarations after one more cell, so they are handed on here. */

import type ts from "typescript";
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

/** The names of values and namespaces that a statement declares. */
function valuesOf(statement: ts.Statement): string[] {
  if (compiler.isVariableStatement(statement))
    return statement.declarationList.declarations.flatMap(({ name }) => boundNames(name));
  if (compiler.isImportDeclaration(statement)) {
    const { name, namedBindings: named } = statement.importClause ?? {};
    const others = named === undefined ? [] : compiler.isNamespaceImport(named) ? [named] : named.elements;
    return [name, ...others.map((binding) => binding.name)].flatMap((binding) => (binding ? [binding.text] : []));
  }
  if (compiler.isInterfaceDeclaration(statement) || compiler.isTypeAliasDeclaration(statement)) return [];
  const { name } = statement as ts.DeclarationStatement;
  return name === undefined ? [] : [name.text];
}

function boundNames(name: ts.BindingName): string[] {
  if (compiler.isIdentifier(name)) return [name.text];
  return name.elements.flatMap((element) => (compiler.isBindingElement(element) ? boundNames(element.name) : []));
}
