/** @file The names that a statement at the top of a cell declares. */

import type ts from "typescript";
import { compiler } from "./typescript.ts";

/** The variables of a name or a pattern. */
function boundNames(name: ts.BindingName): string[] {
  if (compiler.isIdentifier(name)) return [name.text];
  return name.elements.flatMap((element) => (compiler.isBindingElement(element) ? boundNames(element.name) : []));
}

/** The variables, imports, functions, classes, types and namespaces of a statement. */
export function declaredNames(statement: ts.Statement): string[] {
  if (compiler.isVariableStatement(statement))
    return statement.declarationList.declarations.flatMap((declaration) => boundNames(declaration.name));
  if (compiler.isImportDeclaration(statement)) {
    const clause = statement.importClause;
    const bindings = clause?.namedBindings;
    const named = bindings === undefined ? [] : compiler.isNamespaceImport(bindings) ? [bindings] : bindings.elements;
    return [clause, ...named].flatMap((binding) => (binding?.name === undefined ? [] : [binding.name.text]));
  }
  const { name } = statement as ts.DeclarationStatement;
  return name !== undefined && compiler.isIdentifier(name) ? [name.text] : [];
}
