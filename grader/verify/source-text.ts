/** @file What the text of a starter, a solution or an answer says, by its syntax tree. */

import type ts from "typescript";
import { compiler } from "../compiler.ts";

/** Names that a module exports as values. */
export function exportedNames(text: string): string[] {
  const source = compiler.createSourceFile("answer.ts", text, compiler.ScriptTarget.ES2022, true);
  const names: string[] = [];
  for (const statement of source.statements) {
    if (compiler.isExportDeclaration(statement) && !statement.isTypeOnly) {
      const clause = statement.exportClause;
      if (clause && compiler.isNamedExports(clause)) names.push(...clause.elements.map((element) => element.name.text));
    }
    const modifiers = compiler.canHaveModifiers(statement) ? compiler.getModifiers(statement) : undefined;
    if (!modifiers?.some(({ kind }) => kind === compiler.SyntaxKind.ExportKeyword)) continue;
    if ((compiler.isFunctionDeclaration(statement) || compiler.isClassDeclaration(statement)) && statement.name)
      names.push(statement.name.text);
    if (compiler.isVariableStatement(statement))
      for (const { name } of statement.declarationList.declarations)
        if (compiler.isIdentifier(name)) names.push(name.text);
  }
  return names;
}

/** Whether the code, not a comment, uses the library by its name in the notebook. */
export function callsLibrary(text: string): boolean {
  const source = compiler.createSourceFile("answer.ts", text, compiler.ScriptTarget.ES2022, true);
  let found = false;
  const visit = (node: ts.Node): void => {
    if (compiler.isIdentifier(node) && node.text === "cryo") found = true;
    if (compiler.isStringLiteral(node) && /^@cryolab\/lib/.test(node.text)) {
      const { parent } = node;
      if (!(compiler.isImportDeclaration(parent) && parent.importClause?.isTypeOnly)) found = true;
    }
    compiler.forEachChild(node, visit);
  };
  visit(source);
  return found;
}
