/**
 * @file The import rule, by the syntax tree. An answer may import `@cryolab/lib` only, use of it what the exercise offers (types
 * always), and name nothing through which a host could be reached: no `import()`, `import.meta`, `require`, `eval`,
 * `Function`, `process`. It is the first of several fences, and the one that can explain itself.
 */

import type ts from "typescript";
import { compiler } from "../compiler.ts";
import { availableGlobals } from "../sandbox/guest/globals.ts";
import type { Reference, Statement } from "../submission/scope.ts";
import { refusal } from "./offer.ts";

/** A place in the source where a rule is broken; `say` puts the place into the sentence. */
export interface Violation {
  readonly node: ts.Node;
  readonly say: (place: string) => string;
}

export const LIBRARY = "@cryolab/lib";
const forbidden = new Set(["eval", "Function"]);
const available = new Set(availableGlobals.filter((name) => !forbidden.has(name)));
available.add("arguments");

const unavailable = (what: string) => (place: string) =>
  `\`${what}\` in ${place} is not available when graded: an answer is computed from its arguments alone`;

/** Rules that need no names: forms of import and export. */
function formViolation(node: ts.Node): Violation | undefined {
  const only = `only "${LIBRARY}" can be imported`;
  const broken = (say: (place: string) => string): Violation => ({ node, say });
  if (compiler.isImportDeclaration(node)) {
    const from = node.moduleSpecifier.getText();
    const clause = node.importClause;
    if (!compiler.isStringLiteral(node.moduleSpecifier) || node.moduleSpecifier.text !== LIBRARY)
      return broken((place) => `the import of ${from} in ${place} is not allowed: ${only}`);
    if (node.attributes) return broken((place) => `\`with\` in an import (${place}) is not allowed`);
    if (clause?.phaseModifier && !clause.isTypeOnly)
      return broken((place) => `\`import defer\` in ${place} is not allowed`);
    if (clause?.name && !clause.isTypeOnly)
      return broken((place) => `${from} has no default export (${place}); write \`import * as cryo from ${from}\``);
  }
  if (compiler.isExportDeclaration(node) && node.moduleSpecifier)
    return broken((place) => `\`export … from\` in ${place} is not allowed: export what you define`);
  if (compiler.isImportEqualsDeclaration(node) && compiler.isExternalModuleReference(node.moduleReference))
    return broken((place) => `\`require\` in ${place} is not allowed: ${only}`);
  if (compiler.isCallExpression(node) && node.expression.kind === compiler.SyntaxKind.ImportKeyword)
    return broken((place) => `\`import()\` in ${place} is not allowed: ${only}`);
  if (compiler.isMetaProperty(node) && node.keywordToken === compiler.SyntaxKind.ImportKeyword)
    return broken(unavailable(`import.${node.name.text}`));
  return undefined;
}

/** The member that an expression is asked for, if its name is written out: `a.name`, `a["name"]`, `a?.name`, `import x = a.name`. */
function member(node: ts.Node): { name: string; node: ts.Node } | undefined {
  let at = node;
  while (
    compiler.isParenthesizedExpression(at.parent) ||
    compiler.isNonNullExpression(at.parent) ||
    compiler.isAsExpression(at.parent)
  )
    at = at.parent;
  const { parent } = at;
  if (compiler.isPropertyAccessExpression(parent) && parent.expression === at)
    return { name: parent.name.text, node: parent };
  if (compiler.isQualifiedName(parent) && parent.left === at) return { name: parent.right.text, node: parent };
  if (
    compiler.isElementAccessExpression(parent) &&
    parent.expression === at &&
    compiler.isStringLiteralLike(parent.argumentExpression)
  )
    return { name: parent.argumentExpression.text, node: parent };
  return undefined;
}

/** The first name that is not offered on a path from `cryo` on, which goes on by members and patterns. */
function pathViolation(node: ts.Node, path: readonly string[], uses: readonly string[]): Violation | undefined {
  const [room, name] = path;
  const offered =
    room === undefined ||
    (name === undefined ? uses.some((use) => use.startsWith(`${room}.`)) : uses.includes(`${room}.${name}`));
  const next = member(node);
  if (!offered && !((name ?? room) in Object.prototype)) {
    const asked = name === undefined && next ? { node: next.node, path: [...path, next.name] } : { node, path };
    const text = refusal(["cryo", ...asked.path].join("."), uses);
    return { node: asked.node, say: (place) => text.replace("` is", `\` in ${place} is`) };
  }
  if (name !== undefined) return undefined;
  if (next) return pathViolation(next.node, [...path, next.name], uses);
  const { parent } = node;
  if (compiler.isBindingElement(node)) return patternViolation(node.name, path, uses);
  if (compiler.isVariableDeclaration(parent) && parent.initializer === node)
    return patternViolation(parent.name, path, uses);
  return undefined;
}

/** The first name that is not offered in a pattern that takes a path apart. */
function patternViolation(
  pattern: ts.BindingName,
  path: readonly string[],
  uses: readonly string[],
): Violation | undefined {
  if (!compiler.isObjectBindingPattern(pattern)) return undefined;
  for (const element of pattern.elements) {
    const key = element.propertyName ?? element.name;
    if (element.dotDotDotToken || !(compiler.isIdentifier(key) || compiler.isStringLiteral(key))) continue;
    const broken = pathViolation(element, [...path, key.text], uses);
    if (broken) return broken;
  }
  return undefined;
}

/** Where imports of the library bind which names: local name to room, or to nothing for the whole library. */
export function libraryImports(statements: readonly Statement[]): Map<string, string | undefined> {
  const imports = new Map<string, string | undefined>();
  for (const { node } of statements) {
    const bindings = compiler.isImportDeclaration(node) ? node.importClause?.namedBindings : undefined;
    if (bindings && compiler.isNamespaceImport(bindings)) imports.set(bindings.name.text, undefined);
    else
      for (const item of bindings?.elements ?? []) imports.set(item.name.text, (item.propertyName ?? item.name).text);
  }
  return imports;
}

/** Rules on one use of a name that no inner scope declares. */
function nameViolation(
  reference: Reference,
  declared: ReadonlySet<string>,
  imports: ReadonlyMap<string, string | undefined>,
  uses: readonly string[],
): Violation | undefined {
  const { name, node, guarded } = reference;
  if (imports.has(name)) {
    const room = imports.get(name);
    return pathViolation(node, room === undefined ? [] : [room], uses);
  }
  if (declared.has(name)) return undefined;
  if (name === "cryo") return pathViolation(node, [], uses);
  if (forbidden.has(name) || (!available.has(name) && !guarded)) return { node, say: unavailable(name) };
  const global = name === "globalThis" ? member(node) : undefined;
  if (global && !available.has(global.name)) return { node, say: unavailable(`globalThis.${global.name}`) };
  return undefined;
}

/**
 * The first broken rule of a module, in the order of the text.
 *
 * @param file - parsed with parents
 * @param statements - its statements with their names
 * @param uses - what the exercise offers, as in "fourier.fftfreq"
 * @param ours - a name of ours that is declared elsewhere
 */
export function violation(
  file: ts.SourceFile,
  statements: readonly Statement[],
  uses: readonly string[],
  ours?: string,
): Violation | undefined {
  const found: Violation[] = [];
  const add = (broken: Violation | undefined): void => {
    if (broken) found.push(broken);
  };
  const forms = (node: ts.Node): void => {
    add(formViolation(node));
    compiler.forEachChild(node, forms);
  };
  forms(file);

  const declared = new Set(statements.flatMap((s) => [...s.values, ...s.hoisted]));
  if (ours !== undefined) declared.add(ours);
  const imports = libraryImports(statements);
  for (const { references } of statements)
    for (const reference of references) if (!reference.type) add(nameViolation(reference, declared, imports, uses));
  return found.sort((a, b) => a.node.pos - b.node.pos)[0];
}
