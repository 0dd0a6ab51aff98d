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

/** Whether the code, not a comment, calls one of the functions that it is to write by way of the library. */
export function callsLibrary(text: string, exports: readonly string[]): boolean {
  const source = compiler.createSourceFile("answer.ts", text, compiler.ScriptTarget.ES2022, true);
  let library = false;
  let called = false;
  const visit = (node: ts.Node): void => {
    if (compiler.isIdentifier(node) && node.text === "cryo") library = true;
    if (compiler.isImportDeclaration(node) && !node.importClause?.isTypeOnly)
      library ||= compiler.isStringLiteral(node.moduleSpecifier) && /^@cryolab\/lib/.test(node.moduleSpecifier.text);
    if (compiler.isPropertyAccessExpression(node) && exports.includes(node.name.text)) called = true;
    compiler.forEachChild(node, visit);
  };
  visit(source);
  return library && called;
}
