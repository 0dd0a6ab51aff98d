/** @file What the text of a starter, a solution or an answer says, by its syntax tree. */

import ts from "typescript";

/** Names that a module exports as values. */
export function exportedNames(text: string): string[] {
  const source = ts.createSourceFile("answer.ts", text, ts.ScriptTarget.ES2022, true);
  const names: string[] = [];
  for (const statement of source.statements) {
    if (ts.isExportDeclaration(statement) && !statement.isTypeOnly) {
      const clause = statement.exportClause;
      if (clause && ts.isNamedExports(clause)) names.push(...clause.elements.map((element) => element.name.text));
    }
    const modifiers = ts.canHaveModifiers(statement) ? ts.getModifiers(statement) : undefined;
    if (!modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)) continue;
    if ((ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement)) && statement.name)
      names.push(statement.name.text);
    if (ts.isVariableStatement(statement))
      for (const { name } of statement.declarationList.declarations) if (ts.isIdentifier(name)) names.push(name.text);
  }
  return names;
}

/** Whether the code, not a comment, uses the library by its name in the notebook. */
export function callsLibrary(text: string): boolean {
  const source = ts.createSourceFile("answer.ts", text, ts.ScriptTarget.ES2022, true);
  let found = false;
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node) && node.text === "cryo") found = true;
    if (ts.isStringLiteral(node) && /^@cryolab\/lib/.test(node.text)) {
      const { parent } = node;
      if (!(ts.isImportDeclaration(parent) && parent.importClause?.isTypeOnly)) found = true;
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}
