/**
 * @file A cell as tslab's converter takes it. Answers are written as modules, so a cell may say `export`; the keyword is
 * blanked, and every character keeps its place, so positions of errors, completion and inspection stay right.
 */

import type ts from "typescript";
import { compiler } from "./typescript.ts";

/** A cell, ready to compile. */
export interface CellSource {
  /** as long as the cell, line by line */
  readonly text: string;
  /** whether it awaits outside of any function */
  readonly awaits: boolean;
  /** as it was parsed */
  readonly file: ts.SourceFile;
  /** all that it declares at the top, `var` in inner blocks and types too */
  readonly names: readonly string[];
}

/** TypeScript's binder, which its declarations do not show. */
const { bindSourceFile } = compiler as unknown as {
  bindSourceFile(file: ts.SourceFile, options: ts.CompilerOptions): void;
};

const parse = (text: string): ts.SourceFile =>
  compiler.createSourceFile("cell.ts", text, compiler.ScriptTarget.Latest, false, compiler.ScriptKind.TS);

function namesIn(file: ts.SourceFile): string[] {
  bindSourceFile(file, { target: compiler.ScriptTarget.ES2022, alwaysStrict: true });
  const { locals } = file as unknown as { readonly locals?: ReadonlyMap<string, unknown> };
  return [...(locals?.keys() ?? [])];
}

const blank = (text: string): string => text.replace(/[^\r\n]/g, " ");

/** Prepares a cell: blanks `export`, and looks for `await` at the top. */
export function prepareCell(code: string): CellSource {
  const file = parse(code);
  let text = code;
  const replace = (from: number, to: number, by: string): void => {
    text = text.slice(0, from) + by + text.slice(to);
  };
  for (const statement of file.statements) {
    const start = statement.getStart(file);
    if (compiler.isExportDeclaration(statement)) {
      if (statement.moduleSpecifier === undefined)
        replace(start, statement.end, blank(code.slice(start, statement.end))); // export { a, b };
      else if (statement.exportClause !== undefined) replace(start, start + 6, "import"); // export { a } from "./b"
    } else if (compiler.isExportAssignment(statement)) {
      if (statement.isExportEquals) continue;
      unnamedDefault(start);
    } else if (compiler.canHaveModifiers(statement)) {
      const modifiers = compiler.getModifiers(statement) ?? [];
      const isDefault = modifiers.some((modifier) => modifier.kind === compiler.SyntaxKind.DefaultKeyword);
      if (isDefault && (statement as ts.DeclarationStatement).name === undefined) {
        const first = modifiers[0].getStart(file);
        unnamedDefault(first);
        continue;
      }
      for (const modifier of modifiers)
        if (modifier.kind === compiler.SyntaxKind.ExportKeyword || modifier.kind === compiler.SyntaxKind.DefaultKeyword)
          replace(modifier.getStart(file), modifier.end, blank(code.slice(modifier.getStart(file), modifier.end)));
    }
  }
  return { text, awaits: awaitsAtTop(file), file, names: namesIn(text === code ? file : parse(text)) };

  /** `export default <expression>`: the value of an expression, which a name would not let it be. */
  function unnamedDefault(start: number): void {
    replace(start, start + 6, "      ");
    const at = code.indexOf("default", start + 6);
    replace(at, at + 7, "void 0,"); // as long as `default`
  }
}

function awaitsAtTop(file: ts.SourceFile): boolean {
  const found = (node: ts.Node): boolean => {
    if (compiler.isFunctionLike(node) || compiler.isClassLike(node) || compiler.isModuleDeclaration(node)) return false;
    if (compiler.isAwaitExpression(node)) return true;
    if (compiler.isForOfStatement(node) && node.awaitModifier !== undefined) return true;
    if (
      compiler.isVariableDeclarationList(node) &&
      (node.flags & compiler.NodeFlags.AwaitUsing) === compiler.NodeFlags.AwaitUsing
    )
      return true;
    return compiler.forEachChild(node, found) ?? false;
  };
  return compiler.forEachChild(file, found) ?? false;
}
