/**
 * @file Variables that a function closes over, shared by all cells. tslab copies the variables of a cell into an object for
 * the later ones; a later `count = 10` then reached the copy only, and a function of the first cell kept the old value.
 * Such variables are not copied: the object gets an accessor to the variable itself, when the cell has run to its end.
 */

import type ts from "typescript";
import { declaredNames } from "./names.ts";
import { compiler } from "./typescript.ts";

/** Names of the `let` and `var` of a cell that a function or a class of the same cell mentions. */
export function sharedVariables(file: ts.SourceFile): string[] {
  const names = new Set<string>();
  for (const statement of file.statements) {
    if (!compiler.isVariableStatement(statement)) continue;
    const ambient = statement.modifiers?.some(({ kind }) => kind === compiler.SyntaxKind.DeclareKeyword) ?? false;
    const kind = statement.declarationList.flags & compiler.NodeFlags.BlockScoped;
    if (ambient || (kind !== compiler.NodeFlags.None && kind !== compiler.NodeFlags.Let)) continue;
    for (const name of declaredNames(statement)) names.add(name);
  }
  const shared = new Set<string>();
  // A mention may be of another variable of that name; to share one more changes nothing that can be seen.
  const visit = (node: ts.Node, inside: boolean): void => {
    if (inside && compiler.isIdentifier(node) && names.has(node.text)) shared.add(node.text);
    const within = inside || compiler.isFunctionLike(node) || compiler.isClassLike(node);
    compiler.forEachChild(node, (child) => visit(child, within));
  };
  if (names.size > 0) visit(file, false);
  return [...shared];
}

/**
 * An ES module without some of the names that its last statement exports, and the names that are left.
 *
 * @param text - what the compiler made of a cell; it ends with `export { a, b };`
 */
export function withoutExports(
  text: string,
  names: readonly string[],
): { readonly text: string; readonly exported: readonly string[] } {
  const [statement, list] = /(?<![^\n])export \{([^{}]*)\};\s*$/.exec(text) ?? [];
  if (statement === undefined) return { text, exported: [] };
  const all = list.split(",").map((name) => name.trim());
  const exported = all.filter((name) => name !== "" && !names.includes(name));
  const rest = statement.replace(list, ` ${exported.join(", ")} `);
  return { text: text.slice(0, text.length - statement.length) + rest, exported };
}

const share = "cryolab:share"; // no name that a cell could declare

/** The code that shares variables, to be put behind a cell. */
export function sharingCode(names: readonly string[]): string {
  if (names.length === 0) return "";
  const accessors = names.map(
    (name) => `get ${name}() { return ${name}; }, set ${name}(${name}_) { ${name} = ${name}_; }`,
  );
  return `\n;exports[${JSON.stringify(share)}]({ ${accessors.join(", ")} });`;
}

/** Makes an object of variables take accessors; returns how to take one out again, when a cell declares the name anew. */
export function shareable(variables: Record<string, unknown>): (name: string) => void {
  // Behind the object, as tslab's proxy would turn an accessor into the value of this moment.
  const live: Record<string, unknown> = {};
  Object.defineProperty(live, share, {
    value: (accessors: object) => {
      for (const [name, accessor] of Object.entries(Object.getOwnPropertyDescriptors(accessors))) {
        delete variables[name];
        Object.defineProperty(live, name, accessor);
      }
    },
  });
  Object.setPrototypeOf(variables, live);
  return (name) => delete live[name];
}
